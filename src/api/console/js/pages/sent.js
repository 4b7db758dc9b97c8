// SPDX-License-Identifier: GPL-2.0-or-later
// See it go: the announcements, newest first; one of them; its door list.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { beginning, count, when } from "../format.js";
import { t } from "../language.js";
import { useLive } from "../live.js";
import { Empty, Icon, Page, Waiting } from "../parts.js";
import { Announcement, state_of } from "../sent/announcement.js";
import { Schedules } from "../sent/schedules.js";
import { Doors } from "../sent/doors.js";
import { Households } from "../sent/households.js";
import { audience } from "../words.js";

const path = "/api/announcements?limit=50";

function Row({ a }) {
  const urgent = a.priority === "emergency";
  const [how, state] = state_of(a);
  return html`<li><a class="row-link" href=${`#/sent/${a.id}`}>
    <span class="grow">
      <span class="title said">${beginning(a.text)}</span>
      <br/><span class="under">${when(a.at || a.created_at)} · ${audience(a.to)} · ${count("households", a.households)}</span>
      ${(urgent || state !== "open") && html`<span class="tags">
        ${urgent && html`<span class="tag bad">${t("priority.emergency")}</span>`}
        ${state !== "open" && html`<span class=${`tag ${how}`}>${t(`announcement.${state}`)}</span>`}</span>`}
    </span><${Icon} name="go"/></a></li>`;
}

function List() {
  const list = useGet(path);
  useLive("announcement", () => list.reload());
  return html`<${Page} title=${t("sent.title")}>
    ${!list.data && html`<${Waiting} fault=${list.fault}/>`}
    ${list.data?.announcements.length === 0 && html`<div class="card"><${Empty}>${t("sent.none")} <a href="#/say">${t("sent.first")}</a></${Empty}></div>`}
    ${list.data?.announcements.length > 0 && html`<section class="card" aria-label=${t("sent.title")}><ul class="rows">
      ${list.data.announcements.map((a) => html`<${Row} key=${a.id} a=${a}/>`)}</ul></section>`}
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
