// SPDX-License-Identifier: GPL-2.0-or-later
// The answers that an announcement offers.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { phone } from "../format.js";
import { t } from "../language.js";
import { Check, Icon, useId } from "../parts.js";
import { used_options } from "./draft.js";

const most = 9;

function OptionRow({ option, index, help, sims, change, remove, choose_help }) {
  const id = useId();
  const n = index + 1;
  return html`<li class="option-row">
    <span class="option-number" aria-hidden="true">${n}</span>
    <div><label class="unseen" for=${id}>${t("options.label", { n })}</label>
      <input id=${id} value=${option.label} maxlength="60" placeholder=${t("options.label", { n })} onInput=${(e) => change({ label: e.target.value })}/></div>
    <button type="button" class="square" aria-label=${t("options.remove", { n })} onClick=${remove}><${Icon} name="cross"/></button>
    <div class="words">
      <label class="hint" for=${`${id}w`}>${t("options.words")}</label>
      <input id=${`${id}w`} value=${option.words} maxlength="120" onInput=${(e) => change({ words: e.target.value })}/>
      ${sims.length > 1 && html`<label class="hint" for=${`${id}c`}>${t("options.call")}</label>
        <select id=${`${id}c`} onChange=${(e) => change({ call: e.target.value })}><option value="">${t("options.no_call")}</option>
          ${sims.map((c) => html`<option key=${c.name} value=${c.name} selected=${c.name === option.call}>${[c.name, phone(c.number)].filter(Boolean).join(", ")}</option>`)}</select>`}
      <${Check} label=${t("options.help")} checked=${help} change=${choose_help}/>
    </div>
  </li>`;
}

// "Trả lời 1: Có đi, 2: Không đi." for who reads the text on a keypad phone.
export function instruction(draft) {
  const list = used_options(draft).map((o, i) => `${i + 1}: ${o.label.trim()}`).join(", ");
  return list ? t("options.instruction", { list }) : "";
}

// The answers that are chosen by ringing a SIM, with its number as one dials it. [[number, label]]
export function calls_of(draft, sims) {
  const number_of = (name) => phone(sims.find((c) => c.name === name)?.number).replaceAll(" ", "");
  return used_options(draft).map((o) => [number_of(o.call), o.label.trim()]).filter(([number]) => number);
}

function lacks_instruction(draft) {
  return used_options(draft).length > 0 && !/(^|\D)1(\D|$)/.test(draft.text);
}

function call_instruction(draft, sims) {
  const text = draft.text.replace(/[ .]/g, "");
  const list = calls_of(draft, sims).filter(([number]) => !text.includes(number)).map((call) => call.join(": ")).join(", ");
  return list ? t("options.call_instruction", { list }) : "";
}

// What the text does not tell people, and a way to make it tell.
function Untold({ what, lacks, draft, change }) {
  return html`<div class="note warn"><div><p>${t(what)}</p>
    <button type="button" onClick=${() => change({ text: `${draft.text.trimEnd()} ${lacks}`.trim() })}>${t("options.tell", { text: lacks })}</button></div></div>`;
}

export function Options({ draft, change }) {
  const { options } = draft;
  const sims = useGet("/api/carriers").data?.carriers ?? [];
  const set = (index, piece) => change({ options: options.map((o, i) => (i === index ? { ...o, ...piece } : o)) });
  const cut = (index) => change({
    options: options.filter((_, i) => i !== index),
    help: draft.help === index + 1 ? 0 : draft.help - (draft.help > index + 1 ? 1 : 0),
  });
  const start = (names) => change({ options: names.map(([label, words]) => ({ label, words })), help: 0 });
  return html`
    <p class="hint">${t("options.hint")}</p>
    ${options.length === 0 && html`<div class="chips">
      <button type="button" class="chip" onClick=${() => start([[t("options.go"), t("options.go_words")], [t("options.not_go"), t("options.not_go_words")]])}>${t("options.go_or_not")}</button>
      <button type="button" class="chip" onClick=${() => start([[t("options.yes"), t("options.yes_words")], [t("options.no"), t("options.no_words")]])}>${t("options.yes_or_no")}</button>
      <button type="button" class="chip" onClick=${() => start([["", ""]])}>${t("options.own")}</button>
    </div>`}
    ${options.length > 0 && html`<ul>${options.map((option, i) => html`<${OptionRow} key=${i} option=${option} index=${i} help=${draft.help === i + 1} sims=${sims}
        change=${(piece) => set(i, piece)} remove=${() => cut(i)} choose_help=${(on) => change({ help: on ? i + 1 : 0 })}/>`)}</ul>
      ${options.length < most && html`<button type="button" onClick=${() => change({ options: [...options, { label: "", words: "" }] })}><${Icon} name="plus"/>${t("options.add")}</button>`}`}
    ${lacks_instruction(draft) && html`<${Untold} what="options.untold" lacks=${instruction(draft)} draft=${draft} change=${change}/>`}
    ${call_instruction(draft, sims) && html`<${Untold} what="options.untold_calls" lacks=${call_instruction(draft, sims)} draft=${draft} change=${change}/>`}
    <${Check} label=${t("options.ack")} hint=${t("options.ack_hint")} checked=${draft.ack} change=${(ack) => change({ ack })}/>`;
}
