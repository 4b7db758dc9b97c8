// SPDX-License-Identifier: GPL-2.0-or-later
// Say it: for whom, what, and at once how it looks and what it takes.
import { html, useState } from "../html.js";
import { beginning, count, date_time, money, when } from "../format.js";
import { t } from "../language.js";
import { Confirm, Empty, Field, Icon, Note, Page, toast, useId } from "../parts.js";
import { go } from "../route.js";
import { Audience } from "../say/audience.js";
import { is_empty, keep_draft, kept_draft, new_draft, request_of } from "../say/draft.js";
import { Templates, useKeptDraft } from "../say/kept.js";
import { useEstimate } from "../say/estimate.js";
import { Manner, Time } from "../say/manner.js";
import { Options } from "../say/options.js";
import { Preview } from "../say/preview.js";
import { ConfirmSend, SendToMe } from "../say/send.js";
import { may } from "../session.js";

function Step({ n, title, children }) {
  return html`<section class="card" aria-label=${title}><h2><span class="step" aria-hidden="true">${n}</span>${title}</h2>${children}</section>`;
}

function More({ title, now, open, children }) {
  return html`<details class="card" open=${open}><summary><span>${title}<small>${now}</small></span></summary>${children}</details>`;
}

function Text({ draft, change }) {
  const id = useId();
  return html`
    <label class="unseen" for=${id}>${t("say.text")}</label>
    <textarea id=${id} rows="6" maxlength="2000" placeholder=${t("say.text_hint")} value=${draft.text}
      onInput=${(e) => change({ text: e.target.value })}></textarea>`;
}

// Who has the text that is replaced may be told something shorter than the whole new one.
function Correction({ draft, change }) {
  return html`<${Field} label=${t("say.correction")} optional hint=${t("say.correction_hint")}>
    ${(a) => html`<textarea ...${a} rows="3" maxlength="600" value=${draft.correction} onInput=${(e) => change({ correction: e.target.value })}></textarea>`}</${Field}>`;
}

// What is still missing before it can be sent.
function missing(draft, estimate) {
  if (!draft.to.length) return t("say.choose_first");
  if (!draft.text.trim()) return t("say.write_first");
  if (estimate.fault) return t("say.see_fault");
  return "";
}

function SendBar({ draft, estimate, review, to_me }) {
  const lacks = missing(draft, estimate);
  const e = estimate.value;
  const ready = !lacks && e && !estimate.stale;
  return html`<div class="send-bar">
    <p class="sum num">${lacks || !e ? lacks : html`<b>${count("households", e.households)}</b> · ${money(e.cost)} · ${t("say.done_at", { time: when(e.finish_at) || "–" })}`}</p>
    ${!lacks && html`<button type="button" aria-label=${t("mine.title")} title=${t("mine.title")} disabled=${!ready} onClick=${to_me}><${Icon} name="phone"/>${t("mine.send")}</button>`}
    <button type="button" class="main" disabled=${!ready} onClick=${review}>${t("say.review")}<${Icon} name="go"/></button>
  </div>`;
}

function Form() {
  const [draft, set_draft] = useState(kept_draft);
  const [question, set_question] = useState("");
  const change = (piece) => set_draft((before) => {
    const after = { ...before, ...piece };
    keep_draft(after);
    return after;
  });
  const forget = useKeptDraft(draft, set_draft);
  const clear = () => {
    forget();
    keep_draft(new_draft());
    set_draft(new_draft());
    set_question("");
  };
  // Before there is a text, only how many it would reach is of interest.
  const estimate = useEstimate(draft.to.length ? request_of({ ...draft, text: draft.text.trim() || "…" }) : null);
  const sent = (id, again) => {
    forget();
    keep_draft(new_draft());
    toast(t(again ? "schedules.made" : "confirm.sent"));
    go(again ? "#/sent" : `#/sent/${id}`);
  };
  return html`<${Page} title=${t("say.title")} actions=${!is_empty(draft) && html`<button type="button" class="plain" onClick=${() => (draft.text.trim() ? set_question("clear") : clear())}>${t("say.clear")}</button>`}>
    ${draft.replaces > 0 && html`<${Note} kind="warn" icon="info">${t("say.replaces")} <a href=${`#/sent/${draft.replaces}`}>${t("sent.one", { id: draft.replaces })}</a> <button type="button" class="plain" onClick=${() => change({ replaces: 0, correction: "" })}>${t("say.not_replace")}</button></${Note}>`}
    ${draft.replaces > 0 && html`<div class="card"><${Correction} draft=${draft} change=${change}/></div>`}
    <div class="say-grid">
      <${Step} n="1" title=${t("say.to")}><${Audience} draft=${draft} change=${change} estimate=${estimate.value}/></${Step}>
      <${Step} n="2" title=${t("say.text")}><${Text} draft=${draft} change=${change}/>
        <div class="buttons"><button type="button" onClick=${() => set_question("templates")}>${t("templates.title")}</button></div></${Step}>
      <${Step} n="3" title=${t("preview.title")}><${Preview} draft=${draft} estimate=${estimate}/></${Step}>
      <div>
        <${More} title=${t("options.title")} now=${draft.options.length ? draft.options.map((o) => o.label).join(" · ") : t("options.none")} open=${draft.options.length > 0}>
          <${Options} draft=${draft} change=${change}/></${More}>
        <${More} title=${t("time.title")} now=${draft.at ? date_time(draft.at) : t("time.now")}><${Time} draft=${draft} change=${change}/></${More}>
        <${More} title=${t("manner.title")} now=${`${t(`kind.${draft.kind}`)} · ${t(`priority.${draft.priority}`)}`}><${Manner} draft=${draft} change=${change}/></${More}>
      </div>
    </div>
    <${SendBar} draft=${draft} estimate=${estimate} review=${() => set_question("send")} to_me=${() => set_question("me")}/>
    ${question === "send" && estimate.value && html`<${ConfirmSend} draft=${draft} estimate=${estimate.value} close=${() => set_question("")} done=${sent}/>`}
    ${question === "clear" && html`<${Confirm} kind="danger" title=${t("say.clear_ask")} yes=${t("say.clear_yes")} no=${t("say.clear_no")} act=${clear} close=${() => set_question("")}><blockquote class="said">${beginning(draft.text)}</blockquote></${Confirm}>`}
    ${question === "templates" && html`<${Templates} draft=${draft} change=${change} close=${() => set_question("")}/>`}
    ${question === "me" && estimate.value && html`<${SendToMe} draft=${draft} air=${estimate.value.air} close=${() => set_question("")}/>`}
  </${Page}>`;
}

export default function Say() {
  if (may("announce")) return html`<${Form}/>`;
  return html`<${Page} title=${t("say.title")}><${Empty}>${t("say.not_allowed")} <a href="#/sent">${t("nav.sent")}</a></${Empty}></${Page}>`;
}
