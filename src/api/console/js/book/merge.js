// SPDX-License-Identifier: GPL-2.0-or-later
// Two entries that are one household: the other's phones, groups and past come to this one.
import { html, useState } from "../html.js";
import { forget, post } from "../api.js";
import { t } from "../language.js";
import { Dialog, Fault, Field, toast, useDoing } from "../parts.js";
import { cluster_name } from "../words.js";
import { useHouseholds } from "./find.js";

const shown = 12;

export function Merge({ into, close, done }) {
  const [text, set_text] = useState(into.head);
  const [other, choose] = useState(null);
  const doing = useDoing();
  const found = (useHouseholds({ search: text || into.head }).rows ?? []).filter((h) => h.code !== into.code).slice(0, shown);
  const merge = () => doing.act(async () => {
    await post(`/api/households/${encodeURIComponent(into.code)}/merge`, { household: other.code });
    forget(`/api/households/${encodeURIComponent(into.code)}`);
    toast(t("merge.done"));
    done();
  });
  return html`<${Dialog} title=${t("merge.title")} close=${close}>
    <p>${t("merge.text", { head: into.head, code: into.code })}</p>
    <${Field} label=${t("merge.search")}>${(a) => html`<input ...${a} type="search" value=${text} onInput=${(e) => { set_text(e.target.value); choose(null); }}/>`}</${Field}>
    <ul class="rows" role="radiogroup" aria-label=${t("merge.search")}>${found.map((h) => html`<li key=${h.code}><label class="check"><input type="radio" name="merge" checked=${other?.code === h.code} onChange=${() => choose(h)}/><span>${h.head}<small>${cluster_name(h.cluster)} · ${h.code} · ${h.address}</small></span></label></li>`)}</ul>
    ${found.length === 0 && html`<p class="hint">${t("merge.nobody")}</p>`}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button type="button" class="main" disabled=${!other || doing.busy} onClick=${merge}>${t("merge.do")}</button><button type="button" onClick=${close}>${t("no")}</button></div>
  </${Dialog}>`;
}
