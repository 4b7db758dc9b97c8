// SPDX-License-Identifier: GPL-2.0-or-later
// When it goes out, and how.
import { html } from "../html.js";
import { t } from "../language.js";
import { Check, Choice } from "../parts.js";
import { Moment, next_morning, useToday } from "./moment.js";
import { Repeat } from "./repeat.js";

export function Time({ draft, change }) {
  const today = useToday();
  const later = draft.at !== "";
  return html`
    <${Choice} label=${t("time.send")} value=${later} change=${(on) => change(on ? { at: next_morning(today) } : { at: "", again: "", remind: "" })}
      options=${[[false, t("time.now")], [true, t("time.later")]]}/>
    ${later && html`<${Moment} label=${t("time.at")} hint=${t("time.at_hint")} value=${draft.at} change=${(at) => change({ at })}/>
      <${Repeat} draft=${draft} change=${change}/>`}
    <${Moment} label=${t("time.expires")} optional hint=${t("time.expires_hint")} value=${draft.expires} change=${(expires) => change({ expires })}/>`;
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
