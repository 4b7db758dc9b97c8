// SPDX-License-Identifier: GPL-2.0-or-later
// Tokens: other programs that may ask the daemon.
import { html, useState } from "../html.js";
import { post, remove, useGet } from "../api.js";
import { date, date_time } from "../format.js";
import { t } from "../language.js";
import { Choice, Confirm, Dialog, Empty, Fault, Field, useDoing, Waiting } from "../parts.js";
import { word } from "../words.js";

const lives = ["30d", "90d", "365d"];

function Add({ close, done }) {
  const [s, set] = useState({ name: "", role: "viewer", expires: "90d" });
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => done(await post("/api/tokens", { ...s, name: s.name.trim() })));
  };
  return html`<${Dialog} title=${t("tokens.add")} close=${close}><form onSubmit=${submit}>
    <${Field} label=${t("tokens.name")} hint=${t("tokens.name_hint")}>${(a) => html`<input ...${a} required maxlength="100" value=${s.name} onInput=${(e) => set({ ...s, name: e.target.value })}/>`}</${Field}>
    <${Choice} label=${t("staff.role")} value=${s.role} change=${(role) => set({ ...s, role })} options=${["viewer", "clerk", "head"].map((r) => [r, t(`role.${r}`), t(`role_may.${r}`)])}/>
    <${Choice} label=${t("tokens.life")} value=${s.expires} change=${(expires) => set({ ...s, expires })} options=${lives.map((l) => [l, t("time.days", { n: parseInt(l, 10) })])}/>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button class="main" disabled=${doing.busy}>${t("tokens.make")}</button><button type="button" onClick=${close}>${t("no")}</button></div>
  </form></${Dialog}>`;
}

export function Tokens() {
  const list = useGet("/api/tokens");
  const [asking, ask] = useState(null);
  const tokens = list.data?.tokens;
  const revoke = async (name) => {
    await remove(`/api/tokens/${encodeURIComponent(name)}`);
    ask(null);
    list.reload();
  };
  if (!tokens) return html`<${Waiting} fault=${list.fault}/>`;
  return html`<section class="card" aria-label=${t("machine.tokens")}>
    <p>${t("tokens.text")}</p>
    <div class="buttons"><button type="button" onClick=${() => ask({ what: "add" })}>${t("tokens.add")}</button></div>
    ${tokens.length === 0 && html`<${Empty}>${t("tokens.none")}</${Empty}>`}
    <ul class="rows">${tokens.map((k) => html`<li class="event" key=${k.name}><div class="between"><p class="title">${k.name}</p><span class="tag">${word("role", k.role)}</span></div>
      <p class="under">${t("tokens.until", { date: date(k.expires_at) })} · ${k.used_at ? t("tokens.used", { time: date_time(k.used_at) }) : t("tokens.unused")} · ${k.created_by}</p>
      <div class="buttons small"><button type="button" class="danger" onClick=${() => ask({ what: "revoke", name: k.name })}>${t("tokens.revoke")}</button></div></li>`)}</ul>
    ${asking?.what === "add" && html`<${Add} close=${() => ask(null)} done=${(made) => { ask({ what: "made", made }); list.reload(); }}/>`}
    ${asking?.what === "made" && html`<${Dialog} title=${asking.made.name} close=${() => ask(null)}><p>${t("tokens.once")}</p><p class="secret said">${asking.made.token}</p><div class="buttons"><button type="button" class="main" onClick=${() => ask(null)}>${t("close")}</button></div></${Dialog}>`}
    ${asking?.what === "revoke" && html`<${Confirm} kind="danger" title=${t("tokens.revoke_ask", { name: asking.name })} yes=${t("tokens.revoke")} act=${() => revoke(asking.name)} close=${() => ask(null)}/>`}
  </section>`;
}
