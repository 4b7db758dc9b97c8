// SPDX-License-Identifier: GPL-2.0-or-later
// Groups: which there are, who is in one, a new one.
import { html, useMemo, useState } from "../html.js";
import { post, remove, useGet } from "../api.js";
import { count, fold, phone } from "../format.js";
import { t } from "../language.js";
import { Confirm, Empty, Fault, Field, Icon, Page, Tabs, toast, useDoing, Waiting } from "../parts.js";
import { go } from "../route.js";
import { may } from "../session.js";
import { cluster_name, group_name } from "../words.js";

function tabs() {
  const list = [["#/book", t("book.households")], ["#/book/groups", t("book.groups")]];
  if (may("phone_book")) list.push(["#/book/import", t("book.import")]);
  return html`<${Tabs} label=${t("book.title")} tabs=${list} here="#/book/groups"/>`;
}

function NewGroup({ done }) {
  const [name, set_name] = useState("");
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      await post("/api/groups", { name: name.trim() });
      set_name("");
      done();
    });
  };
  return html`<form class="card" onSubmit=${submit}><h2>${t("groups.new")}</h2>
    <${Field} label=${t("groups.name")}>${(a) => html`<input ...${a} required maxlength="60" value=${name} onInput=${(e) => set_name(e.target.value)}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/><div class="buttons"><button class="main" disabled=${doing.busy}>${t("groups.add")}</button></div></form>`;
}

function List() {
  const list = useGet("/api/groups");
  const groups = list.data?.groups;
  return html`<${Page} title=${t("book.title")}>${tabs()}
    ${!groups && html`<${Waiting} fault=${list.fault}/>`}
    <div class="columns">
      ${groups && html`<section class="card" aria-label=${t("book.groups")}>${groups.length === 0 && html`<${Empty}>${t("groups.none")}</${Empty}>`}
        <ul class="rows">${groups.map((g) => html`<li key=${g.name}><a class="row-link" href=${`#/book/groups/${encodeURIComponent(g.name)}`}>
          <span class="grow"><span class="title">${group_name(g.name)}</span><br/><span class="under">${count("households", g.households)}, ${count("phones", g.mobiles)}${g.groups.length > 0 && ` · ${t("groups.holds")} ${g.groups.map(group_name).join(", ")}`}</span></span><${Icon} name="go"/></a></li>`)}</ul></section>`}
      ${may("phone_book") && html`<${NewGroup} done=${list.reload}/>`}
    </div></${Page}>`;
}

// Everybody with a tick before those who belong: pressing changes it at once.
function Members({ name, members, reload }) {
  const all = useGet("/api/households").data?.households ?? [];
  const [text, set_text] = useState("");
  const doing = useDoing();
  const inside = useMemo(() => new Set(members.map((h) => h.code)), [members]);
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  const found = wanted.length ? all.filter((h) => wanted.every((w) => fold(`${h.head} ${h.code} ${cluster_name(h.cluster)}`).includes(w))) : members;
  const toggle = (code) => doing.act(async () => {
    await post(`/api/groups/${encodeURIComponent(name)}/members`, inside.has(code) ? { leave: [code] } : { join: [code] });
    await reload();
  });
  return html`<section class="card" aria-label=${t("groups.members")}>
    <${Field} label=${t("groups.search")}>${(a) => html`<input ...${a} type="search" value=${text} onInput=${(e) => set_text(e.target.value)}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/>
    ${found.length === 0 && html`<${Empty}>${t("groups.nobody")}</${Empty}>`}
    <ul class="rows">${found.slice(0, 200).map((h) => html`<li key=${h.code}><label class="check"><input type="checkbox" checked=${inside.has(h.code)} disabled=${!may("phone_book") || doing.busy} onChange=${() => toggle(h.code)}/>
      <span>${h.head}<small>${[cluster_name(h.cluster), h.code, h.phones[0] && phone(h.phones[0].number)].filter(Boolean).join(" · ")}</small></span></label></li>`)}</ul>
  </section>`;
}

function One({ name }) {
  const list = useGet(`/api/households?group=${encodeURIComponent(name)}`);
  const [asking, ask] = useState(false);
  const gone = async () => {
    await remove(`/api/groups/${encodeURIComponent(name)}`);
    toast(t("groups.removed"));
    go("#/book/groups");
  };
  return html`<${Page} title=${group_name(name)} back="#/book/groups" back_title=${t("book.groups")} narrow
      actions=${may("phone_book") && html`<button type="button" class="danger" onClick=${() => ask(true)}>${t("groups.remove")}</button>`}>
    ${list.data ? html`<${Members} name=${name} members=${list.data.households} reload=${list.reload}/>` : html`<${Waiting} fault=${list.fault}/>`}
    ${asking && html`<${Confirm} kind="danger" title=${t("groups.remove_ask", { name: group_name(name) })} yes=${t("groups.remove")} act=${gone} close=${() => ask(false)}><p>${t("groups.remove_text")}</p></${Confirm}>`}
  </${Page}>`;
}

export function Groups({ name }) {
  return name ? html`<${One} key=${name} name=${name}/>` : html`<${List}/>`;
}
