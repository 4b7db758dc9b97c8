// SPDX-License-Identifier: GPL-2.0-or-later
// The phone book: households to find, groups, a list to take in.
import { html, useEffect, useState } from "../html.js";
import { download, useGet } from "../api.js";
import { count, phone } from "../format.js";
import { t } from "../language.js";
import { Empty, Fault, Further, Icon, Page, useDoing, useId, Waiting } from "../parts.js";
import { useHouseholds } from "../book/find.js";
import { Groups } from "../book/groups.js";
import { Household } from "../book/household.js";
import { EditHousehold } from "../book/edit.js";
import { BookTabs } from "../book/tabs.js";
import { may } from "../session.js";
import { cluster_name, in_order } from "../words.js";

function HouseholdRow({ h }) {
  return html`<li><a class="row-link" href=${`#/book/${encodeURIComponent(h.code)}`}><span class="grow">
    <span class="title">${h.head}</span> ${h.frail && html`<span class="tag warn">${t("frail")}</span>`}<br/>
    <span class="under">${[cluster_name(h.cluster), h.code, h.phones[0] ? phone(h.phones[0].number) : t("book.no_phone")].join(" · ")}</span>
  </span><${Icon} name="go"/></a></li>`;
}

// How many there are: of the whole list or of a cluster. What a search finds is not counted.
function Count({ clusters, cluster, search }) {
  if (search.trim() || !clusters) return null;
  const all = clusters.reduce((sum, c) => sum + (cluster === null || c.cluster === cluster ? c.households : 0), 0);
  return html`<p class="hint num" role="status">${count("households", all)}</p>`;
}

function List() {
  const [search, look_for] = useState("");
  const [cluster, set_cluster] = useState(null);
  const list = useHouseholds({ search, cluster });
  const clusters = useGet("/api/clusters").data?.clusters;
  const doing = useDoing();
  const id = useId();
  const { rows } = list;
  const none = rows?.length === 0;
  return html`<${Page} title=${t("book.title")} actions=${may("phone_book") && html`<a class="button main" href="#/book/new"><${Icon} name="plus"/>${t("book.add")}</a>
      <button type="button" disabled=${doing.busy} onClick=${() => doing.act(() => download("GET", "/api/households?csv=1", "danh-ba.csv"))}>${t("book.export")}</button>`}>
    <${BookTabs} here="#/book"/>
    <${Fault} fault=${doing.fault}/>
    <div class="two">
      <div class="field"><label for=${id}>${t("book.search")}</label><input id=${id} type="search" autocomplete="off" maxlength="200" placeholder=${t("book.search_hint")} value=${search} onInput=${(e) => look_for(e.target.value)}/></div>
      <label class="inline"><span>${t("book.cluster")}</span><select onChange=${(e) => set_cluster(e.target.value === "*" ? null : e.target.value)}>
        <option value="*">${t("all")}</option>${clusters && in_order(clusters).map((c) => html`<option key=${c.cluster} value=${c.cluster}>${cluster_name(c.cluster)}</option>`)}</select></label>
    </div>
    ${!rows && html`<${Waiting} fault=${list.fault}/>`}
    ${rows && html`<section class="card" aria-label=${t("book.households")}>
      <${Count} clusters=${clusters} cluster=${cluster} search=${search}/>
      ${none && !search.trim() && html`<${Empty}>${t("book.none")} <a href="#/book/import">${t("book.import")}</a></${Empty}>`}
      ${none && search.trim() && html`<${Empty}>${t("book.not_found")}</${Empty}>`}
      <ul class="rows">${rows.map((h) => html`<${HouseholdRow} key=${h.code} h=${h}/>`)}</ul>
      <${Fault} fault=${list.fault}/>
      <${Further} list=${list}/>
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
  return html`<${List}/>`;
}
