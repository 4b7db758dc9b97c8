// SPDX-License-Identifier: GPL-2.0-or-later
// When it goes out, and how.
import { html } from "../html.js";
import { t } from "../language.js";
import { Check, Choice, Field } from "../parts.js";
import { Repeat } from "./repeat.js";

export function Time({ draft, change }) {
  const later = draft.at !== "";
  return html`
    <${Choice} label=${t("time.send")} value=${later} change=${(on) => change(on ? { at: next_morning() } : { at: "", again: "", remind: "" })}
      options=${[[false, t("time.now")], [true, t("time.later")]]}/>
    ${later && html`<${Field} label=${t("time.at")} hint=${t("time.at_hint")}>
      ${(attributes) => html`<input ...${attributes} type="datetime-local" value=${draft.at} onInput=${(e) => e.target.value && change({ at: e.target.value })}/>`}</${Field}>
      <${Repeat} draft=${draft} change=${change}/>`}
    <${Field} label=${t("time.expires")} optional hint=${t("time.expires_hint")}>
      ${(attributes) => html`<input ...${attributes} type="datetime-local" value=${draft.expires} onInput=${(e) => change({ expires: e.target.value })}/>`}</${Field}>`;
}

function next_morning() {
  const day = new Date(Date.now() + 86400000);
  const two = (n) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T07:00`;
}

export function Manner({ draft, change }) {
  return html`
    <${Choice} label=${t("manner.kind")} value=${draft.kind} change=${(kind) => change({ kind })}
      options=${["notice", "schedule", "invite"].map((k) => [k, t(`kind.${k}`)])}/>
    <${Choice} label=${t("manner.priority")} value=${draft.priority} change=${(priority) => change({ priority })}
      options=${["routine", "important"].map((p) => [p, t(`priority.${p}`), t(`priority.${p}_hint`)])}/>
    <${Choice} label=${t("manner.accents")} value=${draft.accents} change=${(accents) => change({ accents })}
      options=${["auto", "drop", "keep"].map((a) => [a, t(`accents.${a}`), t(`accents.${a}_hint`)])}/>
    <${Check} label=${t("manner.flash")} hint=${t("manner.flash_hint")} checked=${draft.flash} change=${(flash) => change({ flash })}/>`;
}
