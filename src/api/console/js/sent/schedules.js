// SPDX-License-Identifier: GPL-2.0-or-later
// What will be announced again, and when next; it can be paused and taken away.
import { html, useState } from "../html.js";
import { put, remove, useGet } from "../api.js";
import { beginning, date_time } from "../format.js";
import { t } from "../language.js";
import { Confirm, Fault, useDoing } from "../parts.js";
import { rule_words } from "../say/repeat.js";
import { may_of } from "../session.js";
import { audience, sentence } from "../words.js";

function Schedule({ s, reload }) {
  const [asking, ask] = useState(false);
  const doing = useDoing();
  const pause = () => doing.act(async () => {
    await put(`/api/schedules/${s.id}`, { paused: !s.paused });
    await reload();
  });
  const cut = async () => {
    await remove(`/api/schedules/${s.id}`);
    ask(false);
    await reload();
  };
  return html`<li class="event"><p class="title said">${beginning(s.text)}</p>
    <p class="under">${[rule_words(s), audience(s.to), s.ended ? t("schedules.ended") : s.paused ? t("schedules.paused") : t("schedules.next", { time: date_time(s.next_at) })].join(" · ")}</p>
    ${s.why && html`<p class="hint">${sentence(s.why)}</p>`}
    <${Fault} fault=${doing.fault}/>
    ${may_of("cancel", s.author) && html`<div class="buttons small">${!s.ended && html`<button type="button" disabled=${doing.busy} onClick=${pause}>${t(s.paused ? "deed.resume" : "deed.pause")}</button>`}
      <button type="button" class="danger" onClick=${() => ask(true)}>${t("schedules.remove")}</button></div>`}
    ${asking && html`<${Confirm} kind="danger" title=${t("schedules.remove_ask")} yes=${t("schedules.remove")} act=${cut} close=${() => ask(false)}><p>${t("schedules.remove_text")}</p></${Confirm}>`}
  </li>`;
}

export function Schedules() {
  const list = useGet("/api/schedules");
  const schedules = list.data?.schedules ?? [];
  if (!schedules.length) return null;
  return html`<section class="card" aria-label=${t("schedules.title")}><h2>${t("schedules.title")}</h2><ul class="rows">
    ${schedules.map((s) => html`<${Schedule} key=${s.id} s=${s} reload=${list.reload}/>`)}</ul></section>`;
}
