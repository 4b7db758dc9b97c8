// SPDX-License-Identifier: GPL-2.0-or-later
// The village's board: what was announced and what became of what people reported, for everyone.
// Names and numbers are not in what the daemon gives out.
import { html, render, useEffect, useState } from "./html.js";
import { get } from "./api.js";
import { date_time, number } from "./format.js";
import { load_language, t } from "./language.js";
import { OtherLanguage } from "./outside.js";
import { bring_icons, Empty, Icon, Note } from "./parts.js";
import { on_redraw } from "./redraw.js";
import { apply_theme } from "./theme.js";
import { fault_sentence, word } from "./words.js";

// A count of one or two is not given out, for it could point to somebody.
const few = (n) => (n === null ? t("board.few") : number(n));

function Announced({ list }) {
  return html`<section class="card"><h2>${t("board.said")}</h2>
    ${list.length === 0 && html`<${Empty}>${t("board.none")}</${Empty}>`}
    <ul class="rows">${list.map((a, i) => html`<li class="event" key=${i}>
      <p class="said">${a.text}</p>
      <p class="under">${[date_time(a.at), word("kind", a.kind), t("board.reached", { reached: few(a.reached), all: few(a.households) })].join(" · ")}</p></li>`)}</ul>
  </section>`;
}

function Reported({ list }) {
  return html`<section class="card"><h2>${t("board.heard")}</h2>
    ${list.length === 0 && html`<${Empty}>${t("board.none")}</${Empty}>`}
    ${list.length > 0 && html`<div class="table"><table><thead><tr><th scope="col">${t("heard.category")}</th><th scope="col" class="n">${t("board.open")}</th><th scope="col" class="n">${t("board.closed")}</th></tr></thead>
      <tbody>${list.map((r) => html`<tr key=${r.category}><th scope="row">${r.category ? word("category", r.category) : t("category.none")}</th><td class="n">${few(r.open)}</td><td class="n">${few(r.closed)}</td></tr>`)}</tbody></table></div>`}
  </section>`;
}

function Board() {
  const [state, set_state] = useState({});
  const [, turn] = useState(0);
  on_redraw(() => turn((n) => n + 1));
  useEffect(() => {
    get("/board.json").then((board) => set_state({ board }), (fault) => set_state({ fault }));
  }, []);
  const { board, fault } = state;
  document.title = `${t("board.title")} · ${board?.village || "thonbao"}`;
  return html`<main id="main" class="page narrow">
    <p class="village"><${Icon} name="horn"/><span>${board?.village || "thonbao"}</span></p>
    <div class="page-head"><h1>${t("board.title")}</h1><${OtherLanguage}/></div>
    ${fault && html`<${Note} kind="warn" icon="info">${fault.status === 404 ? t("board.off") : fault_sentence(fault)}</${Note}>`}
    ${board && html`<p class="hint">${t("board.text")} ${t("board.made", { time: date_time(board.made_at) })}</p>
      <div class="cards"><${Announced} list=${board.announcements}/><${Reported} list=${board.reports}/></div>`}
    <p><a href="./">${t("board.signin")}</a></p>
  </main>`;
}

async function begin() {
  apply_theme();
  bring_icons();
  await load_language();
  const app = document.getElementById("app");
  app.replaceChildren();
  render(html`<${Board}/>`, app);
}

begin();
