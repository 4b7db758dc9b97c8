// SPDX-License-Identifier: GPL-2.0-or-later
// One household: who, where, which phones; everything said to it and heard of it.
import { html, useState } from "../html.js";
import { forget, remove, useGet } from "../api.js";
import { phone } from "../format.js";
import { t } from "../language.js";
import { Confirm, Icon, Note, Page, toast, Waiting } from "../parts.js";
import { go } from "../route.js";
import { may } from "../session.js";
import { cluster_name, group_name } from "../words.js";
import { History } from "./history.js";
import { Merge } from "./merge.js";

function Phones({ phones }) {
  if (!phones.length) return html`<${Note} kind="warn" icon="door">${t("book.door_only")}</${Note}>`;
  return html`<ul class="rows">${phones.map((p) => html`<li class="event" key=${p.number}>
    <a class="title" href=${`tel:${p.number}`}>${phone(p.number)}</a> ${p.person}
    ${p.kind === "fixed" && html` <span class="tag warn">${t("book.fixed")}</span>`}
    ${p.stopped && html` <span class="tag plain">${t("book.is_stopped")}</span>`}</li>`)}</ul>`;
}

export function Household({ code }) {
  const here = `/api/households/${encodeURIComponent(code)}`;
  const one = useGet(here);
  const [asking, ask] = useState("");
  const h = one.data;
  const gone = async () => {
    await remove(here);
    forget("/api/households");
    forget("/api/clusters");
    toast(t("book.removed"));
    go("#/book");
  };
  if (!h) return html`<${Page} title=${code} back="#/book" back_title=${t("book.title")}><${Waiting} fault=${one.fault}/></${Page}>`;
  return html`<${Page} title=${h.head} back="#/book" back_title=${t("book.title")} actions=${may("phone_book") && html`<a class="button main" href=${`#/book/${encodeURIComponent(code)}/edit`}>${t("book.edit")}</a>`}>
    <div class="columns">
      <div class="cards">
        <section class="card" aria-label=${t("book.phones")}><h2>${t("book.phones")}</h2><${Phones} phones=${h.phones}/></section>
        <${History} code=${code}/>
      </div>
      <div class="cards">
        <section class="card" aria-label=${t("book.about")}>
          ${h.frail && html`<p><span class="tag warn">${t("frail")}</span></p>`}
          <dl class="pairs">
            <div><dt>${t("book.cluster")}</dt><dd>${cluster_name(h.cluster)}</dd></div>
            <div><dt>${t("book.code")}</dt><dd>${h.code}</dd></div>
            <div><dt>${t("book.address")}</dt><dd>${h.address || "–"}</dd></div>
            <div><dt>${t("book.groups")}</dt><dd>${h.groups.map(group_name).join(", ") || "–"}</dd></div>
            ${h.neighbour && html`<div><dt>${t("book.neighbour")}</dt><dd><a href=${`#/book/${encodeURIComponent(h.neighbour)}`}>${h.neighbour}</a></dd></div>`}
            ${h.note && html`<div><dt>${t("book.note")}</dt><dd>${h.note}</dd></div>`}
          </dl>
          ${may("phone_book") && html`<div class="buttons"><button type="button" onClick=${() => ask("merge")}>${t("merge.title")}</button>
            <button type="button" class="danger" onClick=${() => ask("remove")}><${Icon} name="cross"/>${t("book.remove")}</button></div>`}
        </section>
      </div>
    </div>
    ${asking === "merge" && html`<${Merge} into=${h} close=${() => ask("")} done=${() => { ask(""); one.reload(); }}/>`}
    ${asking === "remove" && html`<${Confirm} kind="danger" title=${t("book.remove_ask", { head: h.head })} yes=${t("book.remove")} act=${gone} close=${() => ask("")}><p>${t("book.remove_text")}</p></${Confirm}>`}
  </${Page}>`;
}
