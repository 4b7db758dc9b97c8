// SPDX-License-Identifier: GPL-2.0-or-later
// The journal: who did what, newest first.
import { html } from "../html.js";
import { date_time, phone } from "../format.js";
import { correction } from "../heard/record.js";
import { t } from "../language.js";
import { usePages } from "../pages.js";
import { Empty, Fault, Further, Waiting } from "../parts.js";
import { sentence, word } from "../words.js";

function object_of(j) {
  if (/^\+\d+$/.test(j.object)) return phone(j.object);
  return j.what === "link made" && j.object === "head" ? t("journal.new_head") : j.object;
}

function detail_of(j) {
  return j.what === "feedback corrected" ? correction(j.detail) : sentence(j.detail);
}

export function Journal() {
  const list = usePages("/api/journal", "journal");
  const { rows } = list;
  if (!rows) return html`<${Waiting} fault=${list.fault}/>`;
  return html`<section class="card" aria-label=${t("machine.journal")}>
    ${rows.length === 0 && html`<${Empty}>${t("journal.none")}</${Empty}>`}
    <ul class="rows">${rows.map((j) => html`<li class="event" key=${j.id}><p><b>${word("journal", j.what)}</b> <span class="said">${object_of(j)}</span></p>
      ${j.detail && html`<p class="hint said">${detail_of(j)}</p>`}<p class="under">${date_time(j.at)} · ${j.author}</p></li>`)}</ul>
    <${Fault} fault=${list.fault}/>
    <${Further} list=${list}/>
  </section>`;
}
