// SPDX-License-Identifier: GPL-2.0-or-later
// Groups: which there are, who is in one, a new one.
import { html, useState } from "../html.js";
import { post, remove, useGet } from "../api.js";
import { count, phone } from "../format.js";
import { t } from "../language.js";
import { Confirm, Empty, Fault, Field, Further, Icon, Page, toast, useDoing, Waiting } from "../parts.js";
import { go } from "../route.js";
import { may } from "../session.js";
import { cluster_name, group_name } from "../words.js";
import { useHouseholds } from "./find.js";
import { BookTabs } from "./tabs.js";

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
  return html`<${Page} title=${t("book.title")}><${BookTabs} here="#/book/groups"/>
    ${!groups && html`<${Waiting} fault=${list.fault}/>`}
    <div class="columns">
      ${groups && html`<section class="card" aria-label=${t("book.groups")}>${groups.length === 0 && html`<${Empty}>${t("groups.none")}</${Empty}>`}
        <ul class="rows">${groups.map((g) => html`<li key=${g.name}><a class="row-link" href=${`#/book/groups/${encodeURIComponent(g.name)}`}>
          <span class="grow"><span class="title">${group_name(g.name)}</span><br/><span class="under">${count("households", g.households)}, ${count("phones", g.mobiles)}${g.groups.length > 0 && ` · ${t("groups.holds")} ${g.groups.map(group_name).join(", ")}`}</span></span><${Icon} name="go"/></a></li>`)}</ul></section>`}
      ${may("phone_book") && html`<${NewGroup} done=${list.reload}/>`}
    </div></${Page}>`;
}

// Those who belong, or whom one looks for, with a tick before who belongs: pressing changes it at once.
function Members({ name }) {
  const [search, look_for] = useState("");
  const list = useHouseholds({ search, group: name });
  const [changed, change] = useState({}); // code: inside now
  const doing = useDoing();
  const { rows } = list;
  const is_inside = (h) => changed[h.code] ?? (!search.trim() || h.groups.includes(name));
  const toggle = (h) => doing.act(async () => {
    const join = !is_inside(h);
    await post(`/api/groups/${encodeURIComponent(name)}/members`, { [join ? "join" : "leave"]: [h.code] });
    change((before) => ({ ...before, [h.code]: join }));
  });
  return html`<section class="card" aria-label=${t("groups.members")}>
    <${Field} label=${t("groups.search")}>${(a) => html`<input ...${a} type="search" maxlength="200" value=${search} onInput=${(e) => look_for(e.target.value)}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/>
    ${!rows && html`<${Waiting} fault=${list.fault}/>`}
    ${rows?.length === 0 && html`<${Empty}>${t("groups.nobody")}</${Empty}>`}
    <ul class="rows">${rows?.map((h) => html`<li key=${h.code}><label class="check"><input type="checkbox" checked=${is_inside(h)} disabled=${!may("phone_book") || doing.busy} onChange=${() => toggle(h)}/>
      <span>${h.head}<small>${[cluster_name(h.cluster), h.code, h.phones[0] && phone(h.phones[0].number)].filter(Boolean).join(" · ")}</small></span></label></li>`)}</ul>
    <${Further} list=${list}/>
  </section>`;
}

function One({ name }) {
  const [asking, ask] = useState(false);
  const gone = async () => {
    await remove(`/api/groups/${encodeURIComponent(name)}`);
    toast(t("groups.removed"));
    go("#/book/groups");
  };
  return html`<${Page} title=${group_name(name)} back="#/book/groups" back_title=${t("book.groups")} narrow
      actions=${may("phone_book") && html`<button type="button" class="danger" onClick=${() => ask(true)}>${t("groups.remove")}</button>`}>
    <${Members} name=${name}/>
    ${asking && html`<${Confirm} kind="danger" title=${t("groups.remove_ask", { name: group_name(name) })} yes=${t("groups.remove")} act=${gone} close=${() => ask(false)}><p>${t("groups.remove_text")}</p></${Confirm}>`}
  </${Page}>`;
}

export function Groups({ name }) {
  return name ? html`<${One} key=${name} name=${name}/>` : html`<${List}/>`;
}
