// SPDX-License-Identifier: GPL-2.0-or-later
// The alert: everything is filled in, for the whole village, and overtakes whatever is being sent.
import { html, useState } from "../html.js";
import { t } from "../language.js";
import { recall, remember } from "../memory.js";
import { Choice, Fault, Icon, Page, toast, useId } from "../parts.js";
import { go } from "../route.js";
import { new_draft, request_of } from "../say/draft.js";
import { useEstimate } from "../say/estimate.js";
import { Preview } from "../say/preview.js";
import { ConfirmSend } from "../say/send.js";

const dangers = ["storm", "flood", "fire"];
const kept_ms = 12 * 3600 * 1000;

function draft_of(danger) {
  return {
    ...new_draft(),
    to: ["all"], kind: "alert", priority: "emergency", text: t(`storm.text_${danger}`), help: 2,
    options: [
      { label: t("storm.safe"), words: t("storm.safe_words") },
      { label: t("storm.help"), words: t("storm.help_words") },
    ],
  };
}

// What was changed in the text, until it is sent or the danger is an old one.
function kept() {
  const last = recall("storm");
  return last && Date.now() - last.at < kept_ms ? last : { danger: "storm" };
}

function kept_text() {
  const { text } = kept();
  return text === undefined ? {} : { text };
}

export default function Storm() {
  const [danger, set_danger] = useState(() => kept().danger);
  const [draft, set_draft] = useState(() => ({ ...draft_of(danger), ...kept_text() }));
  const [asking, set_asking] = useState(false);
  const id = useId();
  const estimate = useEstimate(draft.text.trim() ? request_of(draft) : null);
  const choose = (name) => {
    remember("storm", { danger: name, at: Date.now() });
    set_danger(name);
    set_draft(draft_of(name));
  };
  const write = (text) => {
    remember("storm", { danger, text, at: Date.now() });
    set_draft({ ...draft, text });
  };
  const sent = (announcement) => {
    remember("storm", undefined);
    toast(t("confirm.sent"));
    go(`#/sent/${announcement}`);
  };
  return html`<${Page} title=${t("storm.title")} back="#/say" back_title=${t("say.title")}>
    <div class="storm-head"><h2><${Icon} name="storm"/>${t("storm.head")}</h2><p>${t("storm.explain")}</p></div>
    <div class="columns">
      <section class="card">
        <${Choice} label=${t("storm.which")} value=${danger} change=${choose} options=${dangers.map((d) => [d, t(`storm.${d}`)])}/>
        <div class="field"><label for=${id}>${t("storm.text")}</label>
          <textarea id=${id} rows="6" maxlength="1000" value=${draft.text} onInput=${(e) => write(e.target.value)}></textarea>
          <p class="hint">${t("storm.options", { safe: t("storm.safe"), help: t("storm.help") })}</p></div>
      </section>
      <section class="card beside" aria-label=${t("preview.title")}><${Preview} draft=${draft} estimate=${{ ...estimate, fault: null }}/></section>
    </div>
    <div class="send-bar"><${Fault} fault=${estimate.fault}/><button type="button" class="main danger wide storm-send" disabled=${!estimate.value || estimate.stale} onClick=${() => set_asking(true)}>
      <${Icon} name="storm"/>${t("storm.send")}</button></div>
    ${asking && estimate.value && html`<${ConfirmSend} draft=${draft} estimate=${estimate.value} kind="danger" close=${() => set_asking(false)} done=${sent}/>`}
  </${Page}>`;
}
