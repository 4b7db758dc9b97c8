// SPDX-License-Identifier: GPL-2.0-or-later
// Adding a household, or changing what is known of one.
import { html, useState } from "../html.js";
import { forget, put, useGet } from "../api.js";
import { phone, typed_phone } from "../format.js";
import { t } from "../language.js";
import { Check, Fault, Field, Icon, Page, toast, useDoing, useId, Waiting } from "../parts.js";
import { go } from "../route.js";
import { group_name } from "../words.js";

const empty = { code: "", head: "", cluster: "", address: "", note: "", neighbour: "", frail: false, walk: 0, phones: [], groups: [] };

function Phones({ phones, change }) {
  const id = useId();
  const set = (i, piece) => change(phones.map((p, n) => (n === i ? { ...p, ...piece } : p)));
  const up = (i) => change(phones.map((p, n) => (n === i - 1 ? phones[i] : n === i ? phones[i - 1] : p)));
  return html`<fieldset class="phones"><legend>${t("book.phones")}</legend><p class="hint">${t("book.phones_hint")}</p>
    ${phones.map((p, i) => html`<div class="option-row" key=${i}>
      <span class="option-number" aria-hidden="true">${i + 1}</span>
      <div><label class="unseen" for=${`${id}n${i}`}>${t("book.number_of", { n: i + 1 })}</label>
        <input id=${`${id}n${i}`} type="tel" inputmode="tel" placeholder="0912 345 678" value=${p.number} onInput=${(e) => set(i, { number: e.target.value })}/></div>
      <button type="button" class="square" aria-label=${t("book.phone_remove", { n: i + 1 })} onClick=${() => change(phones.filter((_, n) => n !== i))}><${Icon} name="cross"/></button>
      <div class="words">
        <label class="hint" for=${`${id}p${i}`}>${t("book.person")}</label>
        <input id=${`${id}p${i}`} value=${p.person} onInput=${(e) => set(i, { person: e.target.value })}/>
        <${Check} label=${t("book.stopped")} checked=${p.stopped} change=${(stopped) => set(i, { stopped })}/>
        ${i > 0 && html`<button type="button" class="plain" onClick=${() => up(i)}>${t("book.first_call")}</button>`}
      </div></div>`)}
    <button type="button" onClick=${() => change([...phones, { number: "", person: "", stopped: false }])}><${Icon} name="plus"/>${t("book.phone_add")}</button>
  </fieldset>`;
}

function GroupChips({ chosen, change }) {
  const groups = useGet("/api/groups").data?.groups ?? [];
  const toggle = (name) => change(chosen.includes(name) ? chosen.filter((n) => n !== name) : [...chosen, name]);
  return html`<div role="group" aria-label=${t("book.groups")} class="field"><span class="label">${t("book.groups")}</span><div class="chips">
    ${groups.map((g) => html`<button type="button" class="chip" key=${g.name} aria-pressed=${String(chosen.includes(g.name))} onClick=${() => toggle(g.name)}>${group_name(g.name)}</button>`)}</div></div>`;
}

function body_of(h) {
  const { code, ...rest } = h;
  return {
    ...rest, head: h.head.trim(), neighbour: (h.neighbour ?? "").trim(), walk: Number(h.walk) || 0,
    phones: h.phones.filter((p) => p.number.trim()).map(({ number, person, stopped }) => ({ number: typed_phone(number), person, stopped })),
  };
}

// What was changed here: the rest may have been changed elsewhere meanwhile (a household that wants
// no messages any more), and stays.
function changed(body, was) {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])));
}

function Form({ before }) {
  const [was] = useState(() => ({ ...before, phones: before.phones.map((p) => ({ ...p, number: phone(p.number) })) }));
  const [h, set_h] = useState(was);
  const change = (piece) => set_h((old) => ({ ...old, ...piece }));
  const doing = useDoing();
  const is_new = !before.code;
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      const code = h.code.trim();
      await put(`/api/households/${encodeURIComponent(code)}`, is_new ? body_of(h) : changed(body_of(h), body_of(was)));
      forget("/api/households");
      forget("/api/clusters");
      toast(t("saved"));
      go(`#/book/${encodeURIComponent(code)}`);
    });
  };
  const text = (name, label, more = {}) => html`<${Field} label=${label} optional=${!more.required} hint=${more.hint}>
    ${(a) => html`<input ...${a} required=${more.required} maxlength="200" value=${h[name] ?? ""} onInput=${(e) => change({ [name]: e.target.value })}/>`}</${Field}>`;
  return html`<form class="card" onSubmit=${submit}>
    ${is_new && text("code", t("book.code"), { required: true, hint: t("book.code_hint") })}
    ${text("head", t("book.head"), { required: true })}
    ${text("cluster", t("book.cluster"))}
    ${text("address", t("book.address"))}
    ${text("note", t("book.note"))}
    ${text("neighbour", t("book.neighbour"), { hint: t("book.neighbour_hint") })}
    <${Check} label=${t("book.frail")} hint=${t("book.frail_hint")} checked=${h.frail} change=${(frail) => change({ frail })}/>
    <${Phones} phones=${h.phones} change=${(phones) => change({ phones })}/>
    <${GroupChips} chosen=${h.groups} change=${(groups) => change({ groups })}/>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button class="main" disabled=${doing.busy}>${doing.busy ? t("doing") : t("save")}</button>
      <a class="button" href=${is_new ? "#/book" : `#/book/${encodeURIComponent(before.code)}`}>${t("no")}</a></div>
  </form>`;
}

export function EditHousehold({ code }) {
  const one = useGet(code ? `/api/households/${encodeURIComponent(code)}` : null);
  const before = code ? one.data : empty;
  return html`<${Page} title=${code ? t("book.edit_title") : t("book.add")} narrow back=${code ? `#/book/${encodeURIComponent(code)}` : "#/book"}>
    ${before ? html`<${Form} before=${before}/>` : html`<${Waiting} fault=${one.fault}/>`}</${Page}>`;
}
