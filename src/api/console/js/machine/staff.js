// SPDX-License-Identifier: GPL-2.0-or-later
// Who works with the box: roles, invitations.
import { html, useState } from "../html.js";
import { post, put, remove, useGet } from "../api.js";
import { date_time, phone, typed_phone } from "../format.js";
import { categories } from "../heard/record.js";
import { t } from "../language.js";
import { Choice, Confirm, Dialog, Empty, Fault, Field, Note, toast, useDoing, Waiting } from "../parts.js";
import { may, session } from "../session.js";
import { cluster_name, group_name, word } from "../words.js";

const roles = ["head", "leader", "clerk", "viewer"];

// The link is shown once; whoever has it may choose the password.
function Invitation({ made, close }) {
  const copy = async () => {
    await navigator.clipboard?.writeText(made.link);
    toast(t("invite.copied"));
  };
  return html`<${Dialog} title=${t("invite.title", { name: made.name })} close=${close}>
    <p>${t("invite.text")}</p>
    <p class="secret said">${made.link}</p>
    <p class="hint">${t("invite.until", { time: date_time(made.expires_at) })}</p>
    <div class="buttons">${navigator.clipboard && html`<button type="button" class="main" onClick=${copy}>${t("copy")}</button>`}<button type="button" onClick=${close}>${t("close")}</button></div>
  </${Dialog}>`;
}

function Chips({ label, hint, all, name, chosen, change }) {
  const toggle = (one) => change(chosen.includes(one) ? chosen.filter((n) => n !== one) : [...chosen, one]);
  return html`<div role="group" aria-label=${label} class="field"><span class="label">${label}</span>${hint && html`<p class="hint">${hint}</p>`}<div class="chips">
    ${all.map((one) => html`<button type="button" class="chip" key=${one} aria-pressed=${String(chosen.includes(one))} onClick=${() => toggle(one)}>${name(one)}</button>`)}</div></div>`;
}

// Without `was` somebody new is added, and invited.
function Form({ was, close, done }) {
  const [s, set] = useState(was ?? { name: "", role: "leader", phone: "", cluster: "", groups: [], categories: [] });
  const groups = (useGet("/api/groups").data?.groups ?? []).map((g) => g.name);
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      const body = { role: s.role, phone: typed_phone(s.phone), cluster: s.cluster.trim(), groups: s.role === "leader" ? s.groups : [], categories: s.categories };
      if (was) return done(await put(`/api/staff/${encodeURIComponent(was.name)}`, body));
      const name = s.name.trim();
      await post("/api/staff", { name, ...body });
      done(await post(`/api/staff/${encodeURIComponent(name)}/invite`));
    });
  };
  const field = (name, label, hint, more = {}) => html`<${Field} label=${label} hint=${hint} optional=${!more.required}>${(a) => html`<input ...${a} ...${more} value=${s[name]} onInput=${(e) => set({ ...s, [name]: e.target.value })}/>`}</${Field}>`;
  return html`<${Dialog} title=${was ? was.name : t("staff.add")} close=${close}><form onSubmit=${submit}>
    ${!was && field("name", t("staff.name"), "", { required: true, maxlength: 100 })}
    <${Choice} label=${t("staff.role")} value=${s.role} change=${(role) => set({ ...s, role })} options=${roles.map((r) => [r, t(`role.${r}`), t(`role_may.${r}`)])}/>
    ${field("phone", t("book.number"), t("staff.phone_hint"), { type: "tel", inputmode: "tel" })}
    ${field("cluster", t("book.cluster"), t("staff.cluster_hint"))}
    ${s.role === "leader" && html`<${Chips} label=${t("staff.groups")} all=${groups} name=${group_name} chosen=${s.groups} change=${(groups) => set({ ...s, groups })}/>`}
    <${Chips} label=${t("staff.categories")} hint=${t("staff.categories_hint")} all=${categories} name=${(c) => word("category", c)} chosen=${s.categories} change=${(categories) => set({ ...s, categories })}/>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button class="main" disabled=${doing.busy}>${t(was ? "save" : "staff.invite")}</button><button type="button" onClick=${close}>${t("no")}</button></div>
  </form></${Dialog}>`;
}

function Person({ s, change, invite, dismiss, unlock }) {
  return html`<li class="event"><div class="between"><p class="title">${s.name}</p><span class="tag">${word("role", s.role)}</span></div>
    ${s.locked && html`<p class="hint"><span class="tag warn">${t("staff.locked")}</span> ${t("staff.locked_hint")}</p>`}
    <p class="under">${[s.phone && phone(s.phone), s.cluster && cluster_name(s.cluster), s.groups.map(group_name).join(", "), s.categories.length > 0 && t("staff.minds", { categories: s.categories.map((c) => word("category", c)).join(", ") })].filter(Boolean).join(" · ")}</p>
    ${may("staff") && html`<div class="buttons small"><button type="button" onClick=${change}>${t("staff.change")}</button><button type="button" onClick=${invite}>${t("staff.link")}</button>
      ${s.locked && html`<button type="button" onClick=${unlock}>${t("staff.unlock")}</button>`}
      ${s.name !== session()?.name && html`<button type="button" class="danger" onClick=${dismiss}>${t("staff.remove")}</button>`}</div>`}</li>`;
}

export function Staff() {
  const list = useGet("/api/staff");
  const [asking, ask] = useState(null); // {what, ...}
  const doing = useDoing();
  const staff = list.data?.staff;
  const invite = (name) => doing.act(async () => ask({ what: "link", made: await post(`/api/staff/${encodeURIComponent(name)}/invite`) }));
  const unlock = (name) => doing.act(async () => {
    await post(`/api/staff/${encodeURIComponent(name)}/unlock`);
    toast(t("staff.unlocked"));
    await list.reload();
  });
  const dismiss = async (name) => {
    await remove(`/api/staff/${encodeURIComponent(name)}`);
    ask(null);
    list.reload();
  };
  if (!staff) return html`<${Waiting} fault=${list.fault}/>`;
  return html`<section class="card" aria-label=${t("machine.staff")}>
    ${may("staff") && html`<div class="buttons"><button type="button" class="main" onClick=${() => ask({ what: "add" })}>${t("staff.add")}</button></div>`}
    ${may("staff") && staff.length < 2 && html`<p class="hint">${t("staff.hint")}</p>`}
    ${staff.length > 0 && !staff.some((s) => s.role === "head" && s.phone) && html`<${Note} kind="warn" icon="alert">${t("staff.no_head_phone")}</${Note}>`}
    <${Fault} fault=${doing.fault}/>
    ${staff.length === 0 && html`<${Empty}>${t("staff.none")}</${Empty}>`}
    <ul class="rows">${staff.map((s) => html`<${Person} key=${s.name} s=${s} change=${() => ask({ what: "change", s })} invite=${() => invite(s.name)} dismiss=${() => ask({ what: "dismiss", name: s.name })} unlock=${() => unlock(s.name)}/>`)}</ul>
    ${asking?.what === "add" && html`<${Form} close=${() => ask(null)} done=${(made) => { ask({ what: "link", made }); list.reload(); }}/>`}
    ${asking?.what === "change" && html`<${Form} was=${asking.s} close=${() => ask(null)} done=${() => { ask(null); list.reload(); }}/>`}
    ${asking?.what === "link" && html`<${Invitation} made=${asking.made} close=${() => ask(null)}/>`}
    ${asking?.what === "dismiss" && html`<${Confirm} kind="danger" title=${t("staff.remove_ask", { name: asking.name })} yes=${t("staff.remove")} act=${() => dismiss(asking.name)} close=${() => ask(null)}><p>${t("staff.remove_text")}</p></${Confirm}>`}
  </section>`;
}
