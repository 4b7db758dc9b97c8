// SPDX-License-Identifier: GPL-2.0-or-later
// The journal: who did what, newest first.
import { html, useState } from "../html.js";
import { get, useGet } from "../api.js";
import { date_time } from "../format.js";
import { t } from "../language.js";
import { Empty, Fault, useDoing, Waiting } from "../parts.js";
import { sentence, word } from "../words.js";

const path = "/api/journal?limit=50";

export function Journal() {
  const list = useGet(path);
  const [more, set_more] = useState({ rows: [], next: undefined });
  const doing = useDoing();
  if (!list.data) return html`<${Waiting} fault=${list.fault}/>`;
  const next = more.next === undefined ? list.data.next : more.next;
  const further = () => doing.act(async () => {
    const page = await get(`${path}&after=${next}`);
    set_more({ rows: [...more.rows, ...page.journal], next: page.next });
  });
  const rows = [...list.data.journal, ...more.rows];
  return html`<section class="card" aria-label=${t("machine.journal")}>
    ${rows.length === 0 && html`<${Empty}>${t("journal.none")}</${Empty}>`}
    <ul class="rows">${rows.map((j) => html`<li class="event" key=${j.id}><p><b>${word("journal", j.what)}</b> <span class="said">${j.object}</span></p>
      ${j.detail && html`<p class="hint said">${sentence(j.detail)}</p>`}<p class="under">${date_time(j.at)} · ${j.author}</p></li>`)}</ul>
    <${Fault} fault=${doing.fault}/>
    ${next && html`<div class="buttons"><button type="button" class="wide" disabled=${doing.busy} onClick=${further}>${t("further")}</button></div>`}
  </section>`;
}
