// SPDX-License-Identifier: GPL-2.0-or-later
// The phone book: households to find, groups, a list to take in.
import { html, useEffect, useMemo, useState } from "../html.js";
import { get, save, useGet } from "../api.js";
import { count, fold, number, phone } from "../format.js";
import { t } from "../language.js";
import { Empty, Fault, Icon, Page, Tabs, useDoing, useId, Waiting } from "../parts.js";
import { Groups } from "../book/groups.js";
import { Household } from "../book/household.js";
import { EditHousehold } from "../book/edit.js";
import { may } from "../session.js";
import { cluster_name, group_name } from "../words.js";

const page_size = 40;

export function book_tabs(here) {
  const tabs = [["#/book", t("book.households")], ["#/book/groups", t("book.groups")]];
  if (may("phone_book")) tabs.push(["#/book/import", t("book.import")]);
  return html`<${Tabs} label=${t("book.title")} tabs=${tabs} here=${here}/>`;
}

// Everything one might type of a household, to look for it without accents.
function haystack(h) {
  const numbers = h.phones.flatMap((p) => [p.number, phone(p.number).replace(/ /g, ""), p.person]);
  return fold([h.head, h.code, h.address, h.note, ...numbers].join(" "));
}

function useSearch(rows, text, cluster) {
  const index = useMemo(() => (rows ?? []).map((h) => [haystack(h), h]), [rows]);
  return useMemo(() => {
    const digits = /^[\d .+]+$/.test(text) ? [text.replace(/\D/g, "")] : fold(text).split(/\s+/);
    const words = digits.filter(Boolean);
    return index.filter(([hay, h]) => (cluster === null || h.cluster === cluster) && words.every((w) => hay.includes(w))).map(([, h]) => h);
  }, [index, text, cluster]);
}

export function HouseholdRow({ h, href }) {
  return html`<li><a class="row-link" href=${href ?? `#/book/${encodeURIComponent(h.code)}`}><span class="grow">
    <span class="title">${h.head}</span> ${h.frail && html`<span class="tag warn">${t("frail")}</span>`}<br/>
    <span class="under">${[cluster_name(h.cluster), h.code, h.phones[0] ? phone(h.phones[0].number) : t("book.no_phone")].join(" · ")}</span>
  </span><${Icon} name="go"/></a></li>`;
}

function csv_cell(text) {
  return /[",\n;]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

// The list in the form in which it can be taken in again. A cell that a spreadsheet would take for a
// formula is written as text.
function export_list(rows) {
  const head = [t("csv.code"), t("csv.head"), t("csv.cluster"), t("csv.address"), `${t("csv.phone")} 1`, `${t("csv.person")} 1`,
    `${t("csv.phone")} 2`, `${t("csv.person")} 2`, `${t("csv.phone")} 3`, `${t("csv.person")} 3`, t("csv.groups"), t("csv.note")];
  const safe = (text) => csv_cell(/^[=+\-@\t]/.test(text) ? `'${text}` : text);
  const line = (h) => [h.code, h.head, h.cluster, h.address,
    ...[0, 1, 2].flatMap((i) => (h.phones[i] ? [phone(h.phones[i].number), h.phones[i].person] : ["", ""])),
    h.groups.join(";"), h.note].map(safe).join(",");
  save(new Blob([`\ufeff${head.join(",")}\r\n${rows.map(line).join("\r\n")}\r\n`], { type: "text/csv" }), "danh-ba.csv");
}

function List({ route }) {
  const all = useGet("/api/households");
  const [text, set_text] = useState("");
  const [cluster, set_cluster] = useState(null);
  const [shown, show] = useState(page_size);
  const doing = useDoing();
  const id = useId();
  const rows = all.data?.households;
  const found = useSearch(rows, text, cluster);
  const clusters = useMemo(() => [...new Set((rows ?? []).map((h) => h.cluster))].sort((a, b) => a.localeCompare(b, "vi", { numeric: true })), [rows]);
  useEffect(() => show(page_size), [text, cluster]);
  return html`<${Page} title=${t("book.title")} actions=${may("phone_book") && html`<a class="button main" href="#/book/new"><${Icon} name="plus"/>${t("book.add")}</a>
      <button type="button" onClick=${() => doing.act(async () => export_list((await get("/api/households")).households))}>${t("book.export")}</button>`}>
    ${book_tabs("#/book")}
    <${Fault} fault=${doing.fault}/>
    <div class="two">
      <div class="field"><label for=${id}>${t("book.search")}</label><input id=${id} type="search" autocomplete="off" placeholder=${t("book.search_hint")} value=${text} onInput=${(e) => set_text(e.target.value)}/></div>
      <label class="inline"><span>${t("book.cluster")}</span><select onChange=${(e) => set_cluster(e.target.value === "*" ? null : e.target.value)}>
        <option value="*">${t("all")}</option>${clusters.map((c) => html`<option key=${c} value=${c}>${cluster_name(c)}</option>`)}</select></label>
    </div>
    ${!rows && html`<${Waiting} fault=${all.fault}/>`}
    ${rows && html`<section class="card" aria-label=${t("book.households")}>
      <p class="hint num" role="status">${count("households", found.length)}</p>
      ${rows.length === 0 && html`<${Empty}>${t("book.none")} <a href="#/book/import">${t("book.import")}</a></${Empty}>`}
      <ul class="rows">${found.slice(0, shown).map((h) => html`<${HouseholdRow} key=${h.code} h=${h}/>`)}</ul>
      ${found.length > shown && html`<div class="buttons"><button type="button" class="wide" onClick=${() => show(shown + page_size)}>${t("further")} (${number(found.length - shown)})</button></div>`}
    </section>`}
  </${Page}>`;
}

function Lazy({ load }) {
  const [module, set_module] = useState(null);
  useEffect(() => {
    load().then((m) => set_module(() => m.default));
  }, []);
  return module ? html`<${module}/>` : html`<main class="page" id="main"><${Waiting}/></main>`;
}

export default function Book({ route }) {
  const [what, deed] = route.rest;
  if (what === "import") return html`<${Lazy} load=${() => import("../book/import.js")}/>`;
  if (what === "groups") return html`<${Groups} name=${deed}/>`;
  if (what === "new") return html`<${EditHousehold}/>`;
  if (what && deed === "edit") return html`<${EditHousehold} key=${what} code=${what}/>`;
  if (what) return html`<${Household} key=${what} code=${what}/>`;
  return html`<${List} route=${route}/>`;
}
