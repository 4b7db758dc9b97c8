// SPDX-License-Identifier: GPL-2.0-or-later
// See it go: the announcements, newest first; one of them; its door list.
import { html } from "../html.js";
import { beginning, count, is_to_come, number, when } from "../format.js";
import { t } from "../language.js";
import { useLive, useLiveCounts } from "../live.js";
import { usePages } from "../pages.js";
import { Empty, Fault, Further, Icon, Page, Waiting } from "../parts.js";
import { Announcement, state_of } from "../sent/announcement.js";
import { Schedules } from "../sent/schedules.js";
import { Doors } from "../sent/doors.js";
import { Households } from "../sent/households.js";
import { audience } from "../words.js";

// What has come of it, as soon as something can have: "512 / 536 households reached · 210 answered".
function response(a) {
  if (a.reached === 0 && (is_to_come(a.at) || a.state !== "open")) return count("households", a.households);
  const reached = t("going.said", { reached: number(a.reached), all: number(a.households) });
  return a.answered === null ? reached : `${reached} · ${count("sent.answered", a.answered)}`;
}

function Row({ a }) {
  const urgent = a.priority === "emergency";
  const [how, state] = state_of(a);
  return html`<li><a class="row-link" href=${`#/sent/${a.id}`}>
    <span class="grow">
      <span class="title said">${beginning(a.text)}</span>
      <br/><span class="under">${when(a.at || a.created_at)} · ${audience(a.to)}</span><br/>
      <span class="num">${response(a)}</span>
      ${(urgent || state !== "open") && html`<span class="tags">
        ${urgent && html`<span class="tag bad">${t("priority.emergency")}</span>`}
        ${state !== "open" && html`<span class=${`tag ${how}`}>${t(`announcement.${state}`)}</span>`}</span>`}
    </span><${Icon} name="go"/></a></li>`;
}

function List() {
  const list = usePages("/api/announcements?counts=1", "announcements");
  const { rows } = list;
  useLive("announcement", (value) => (value !== null && list.put(value)) || list.reload());
  useLiveCounts("feedback", (value) => value.announcement !== null, list.reload);
  return html`<${Page} title=${t("sent.title")}>
    ${!rows && html`<${Waiting} fault=${list.fault}/>`}
    ${rows?.length === 0 && html`<div class="card"><${Empty}>${t("sent.none")} <a href="#/say">${t("sent.first")}</a></${Empty}></div>`}
    ${rows?.length > 0 && html`<section class="card" aria-label=${t("sent.title")}><ul class="rows">
      ${rows.map((a) => html`<${Row} key=${a.id} a=${a}/>`)}</ul>
      <${Fault} fault=${list.fault}/><${Further} list=${list}/></section>`}
    <${Schedules}/>
  </${Page}>`;
}

export default function Sent({ route }) {
  const [id, part] = route.rest;
  if (id && part === "doors") return html`<${Doors} key=${id} id=${id} cluster=${route.query.get("cluster")}/>`;
  if (id && part === "households") return html`<${Households} key=${id} id=${id} cluster=${route.query.get("cluster")}/>`;
  if (id) return html`<${Announcement} key=${id} id=${id}/>`;
  return html`<${List}/>`;
}
