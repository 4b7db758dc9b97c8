// SPDX-License-Identifier: GPL-2.0-or-later
// The last step: first to one's own phone if one likes, then one clear question with the numbers.
import { html, useRef, useState } from "../html.js";
import { new_key, post, Refusal, useGet } from "../api.js";
import { count, date_time, money, number, typed_phone, when } from "../format.js";
import { t } from "../language.js";
import { recall, remember } from "../memory.js";
import { Check, Dialog, Fault, Field, Note, toast, useDoing } from "../parts.js";
import { session } from "../session.js";
import { audience } from "../words.js";
import { request_of, used_options } from "./draft.js";
import { calls_of } from "./options.js";
import { is_schedule, rule_words, schedule_of } from "./repeat.js";

const own_number_least = 9; // digits: the daemon takes fewer for a short code of the operator

// The text as it will go out, to whoever writes it: to the number that is kept of him, or (for who
// may write to any number) to one that he says.
export function SendToMe({ draft, air, close }) {
  const asks = session()?.role === "head";
  const [to, set_to] = useState(recall("my_phone") ?? "");
  const doing = useDoing();
  const key = useRef(new_key());
  const send = (event) => {
    event.preventDefault();
    doing.act(async () => {
      const number = typed_phone(to);
      if (asks && number.length < own_number_least) throw new Refusal(400, { message: `"${to}" cannot be sent to: digits are missing` });
      const sent = asks ? await post("/api/messages", { number, text: air }, key.current).then(() => ({ number: to }))
        : await post("/api/announcements/test", request_of(draft), key.current);
      if (asks) remember("my_phone", to);
      toast(t("mine.sent", { number: sent.number }));
      close();
    });
  };
  return html`<${Dialog} title=${t("mine.title")} close=${close}><form onSubmit=${send}>
    <p>${t("mine.text")}</p>
    ${asks && html`<${Field} label=${t("mine.number")}>${(a) => html`<input ...${a} type="tel" inputmode="tel" autocomplete="tel" required value=${to} onInput=${(e) => set_to(e.target.value)}/>`}</${Field}>`}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons">
      <button class="main" disabled=${doing.busy}>${doing.busy ? t("doing") : t("mine.send")}</button>
      <button type="button" onClick=${close}>${t("no")}</button>
    </div>
  </form></${Dialog}>`;
}

function Line({ name, children }) {
  return html`<div><dt>${name}</dt><dd>${children}</dd></div>`;
}

export function Summary({ draft, estimate }) {
  const options = used_options(draft);
  const sims = useGet(options.some((o) => o.call) ? "/api/carriers" : null).data?.carriers ?? [];
  const calls = calls_of(draft, sims);
  return html`<dl class="pairs num">
    <${Line} name=${t("confirm.to")}>${audience(draft.to.join(","))}${draft.except.length > 0 && ` (${t("confirm.except", { groups: audience(draft.except.join(",")) })})`}</${Line}>
    <${Line} name=${t("confirm.households")}>${count("households", estimate.households)}, ${count("phones", estimate.phones)}</${Line}>
    <${Line} name=${t("confirm.parts")}>${number(estimate.parts)}</${Line}>
    <${Line} name=${t("confirm.cost")}>${money(estimate.cost)}</${Line}>
    <${Line} name=${t("confirm.start")}>${draft.at || estimate.quiet ? date_time(estimate.start_at) : t("time.now")}</${Line}>
    ${draft.at && is_schedule(draft) && html`<${Line} name=${t("again.title")}>${rule_words(schedule_of(draft))}</${Line}>`}
    <${Line} name=${t("confirm.finish")}>${when(estimate.finish_at) || "–"}</${Line}>
    ${options.length > 0 && html`<${Line} name=${t("confirm.options")}>${options.map((o, i) => `${i + 1} ${o.label.trim()}`).join(" · ")}</${Line}>`}
    ${calls.length > 0 && html`<${Line} name=${t("confirm.calls")}>${calls.map((call) => call.join(" ")).join(" · ")}</${Line}>`}
  </dl>`;
}

// Sends when the person says yes; done(id) afterwards. The key is made once, so that pressing again
// after a broken link sends nothing twice.
export function ConfirmSend({ draft, estimate, close, done, kind }) {
  const doing = useDoing();
  const key = useRef(new_key());
  const again = draft.at !== "" && is_schedule(draft);
  const [bypass, set_bypass] = useState(true);
  const may_bypass = estimate.pending && draft.priority === "emergency";
  const body = () => ({ ...request_of(draft), ...(may_bypass && bypass && { bypass: true }) });
  const send = () => doing.act(async () => done((await post(again ? "/api/schedules" : "/api/announcements", body(), key.current)).id, again));
  return html`<${Dialog} title=${t(kind ? "confirm.storm" : "confirm.title", { households: count("households", estimate.households) })} close=${close} kind=${kind ?? ""}>
    <blockquote class="said">${estimate.air}</blockquote>
    <${Summary} draft=${draft} estimate=${estimate}/>
    ${may_bypass ? html`<${Check} label=${t("confirm.bypass")} hint=${t("confirm.bypass_hint")} checked=${bypass} change=${set_bypass}/>`
      : estimate.pending && html`<${Note} kind="warn" icon="info">${t("preview.pending")}</${Note}>`}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons">
      <button type="button" class=${`main wide ${kind ?? ""}`} disabled=${doing.busy} onClick=${send}>${doing.busy ? t("doing") : t(draft.at ? "confirm.schedule" : "confirm.yes")}</button>
      <button type="button" class="wide" onClick=${close}>${t("confirm.no")}</button>
    </div>
  </${Dialog}>`;
}
