// SPDX-License-Identifier: GPL-2.0-or-later
// One record: what was said, by whom, how it was understood, and what is done about it.
import { html, useRef, useState } from "../html.js";
import { new_key, post, useGet } from "../api.js";
import { date_time, phone } from "../format.js";
import { t } from "../language.js";
import { useLive } from "../live.js";
import { Check, Choice, Dialog, Fault, Field, Icon, Note, Page, toast, useDoing, Waiting } from "../parts.js";
import { may_all, may_of } from "../session.js";
import { cluster_name, heard_text, sentence, word } from "../words.js";
import { categories, correction, Tags } from "./record.js";

const kinds = ["report", "help", "answer", "ack", "unclear", "stop", "start", "wrong_number", "service"];

function Said({ f }) {
  const announcement = useGet(f.announcement ? `/api/announcements/${f.announcement}` : null).data;
  return html`<section class="card" aria-label=${t("heard.said")}>
    <${Tags} f=${f}/>
    <blockquote class="said raw">${heard_text(f.text)}${f.calls > 1 && ` × ${f.calls}`}</blockquote>
    ${f.partial && html`<${Note} kind="warn" icon="alert">${t("heard.partial")}</${Note}>`}
    ${f.note && html`<p>${t("heard.note")} <b class="said">${f.note}</b></p>`}
    ${f.understood && html`<p class="hint said">${t("heard.why")} ${sentence(f.understood)}</p>`}
    <dl class="pairs">
      <div><dt>${t("heard.from")}</dt><dd>${f.household ? html`<a href=${`#/book/${encodeURIComponent(f.household)}`}>${f.head}</a>` : t("heard.stranger")}</dd></div>
      ${f.cluster && html`<div><dt>${t("book.cluster")}</dt><dd>${cluster_name(f.cluster)}</dd></div>`}
      <div><dt>${t("book.number")}</dt><dd>${f.sender === "?" ? t("heard.withheld") : html`<a href=${`tel:${f.sender}`}>${phone(f.sender)}</a>`}</dd></div>
      <div><dt>${t("heard.at")}</dt><dd>${date_time(f.received_at)}</dd></div>
      ${f.about && html`<div><dt>${t("heard.about")}</dt><dd><a href=${`#/heard/${f.about}`}>${t("heard.one", { id: f.about })}</a></dd></div>`}
      ${f.state === "closed" && html`<div><dt>${t("heard.closed_by")}</dt><dd>${[f.closed_by, date_time(f.closed_at)].filter(Boolean).join(", ")}</dd></div>`}
      ${f.staff && html`<div><dt>${t("heard.assigned")}</dt><dd>${f.staff}</dd></div>`}
    </dl>
    ${announcement && html`<h3>${t("heard.answers_to")}</h3><p><a href=${`#/sent/${f.announcement}`}>${t("sent.one", { id: f.announcement })}</a></p><p class="hint said">${announcement.text}</p>`}
  </section>`;
}

function History({ f }) {
  if (!f.history?.length) return null;
  return html`<section class="card" aria-label=${t("heard.history")}><h2>${t("heard.history")}</h2><ul class="rows">
    ${f.history.map((h, i) => html`<li key=${i} class="event"><p class="title">${word("deed_of", h.what)}</p>
      ${h.text && html`<p class="said">${h.what === "corrected" ? correction(h.text) : sentence(h.text)}</p>`}
      <p class="under">${[date_time(h.at), h.author, h.message_state && word("state", h.message_state)].filter(Boolean).join(" · ")}</p></li>`)}
  </ul></section>`;
}

function Answer({ f, close, done, closing }) {
  const [text, set_text] = useState("");
  const doing = useDoing();
  const key = useRef(new_key());
  const send = (what, body) => doing.act(async () => done(await post(`/api/feedback/${f.id}/${what}`, body, key.current), `heard.${what}_done`));
  return html`<${Dialog} title=${t(closing ? "heard.close_title" : "heard.answer_title", { name: f.head || phone(f.sender) })} close=${close}>
    <${Field} label=${t("heard.answer_text")} optional=${closing} hint=${t("heard.answer_hint")}>
      ${(a) => html`<textarea ...${a} rows="4" maxlength="600" value=${text} onInput=${(e) => set_text(e.target.value)}></textarea>`}</${Field}>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons">
      ${closing ? html`<button type="button" class="main" disabled=${doing.busy} onClick=${() => send("close", text.trim() ? { answer: text.trim() } : {})}>${t(text.trim() ? "heard.close_answer" : "heard.close")}</button>`
        : html`<button type="button" class="main" disabled=${doing.busy || !text.trim()} onClick=${() => send("answer", { text: text.trim() })}>${t("heard.answer")}</button>`}
      <button type="button" onClick=${close}>${t("no")}</button>
    </div>
  </${Dialog}>`;
}

function Assign({ f, close, done }) {
  const staff = useGet("/api/staff").data?.staff ?? [];
  const doing = useDoing();
  const give = (name) => doing.act(async () => done(await post(`/api/feedback/${f.id}/assign`, { staff: name }), "heard.assign_done"));
  return html`<${Dialog} title=${t("heard.assign_title")} close=${close}>
    <ul class="rows">${staff.filter((s) => s.role !== "viewer").map((s) => html`<li key=${s.name}><button type="button" class="plain wide start" disabled=${doing.busy} onClick=${() => give(s.name)}><span>${s.name}<small class="hint">${word("role", s.role)}</small></span></button></li>`)}</ul>
    ${staff.length === 0 && html`<p class="hint">${t("heard.no_staff")}</p>`}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button type="button" onClick=${close}>${t("no")}</button></div>
  </${Dialog}>`;
}

function Correct({ f, close, done }) {
  const [now, set] = useState({ kind: f.kind, category: f.category, urgent: f.urgent, choice: f.choice ?? 0 });
  const options = useGet(f.announcement ? `/api/announcements/${f.announcement}` : null).data?.options ?? [];
  const doing = useDoing();
  const body = () => {
    const changed = { kind: now.kind };
    if (now.urgent !== f.urgent) changed.urgent = now.urgent;
    if (now.kind === "report" && now.category) changed.category = now.category;
    if (now.kind === "answer" && now.choice) changed.choice = now.choice;
    return changed;
  };
  const learns = now.kind === "report" && now.category !== f.category;
  const send = () => doing.act(async () => done(await post(`/api/feedback/${f.id}/correct`, body()), learns ? "heard.correct_learnt" : "heard.correct_done"));
  return html`<${Dialog} title=${t("heard.correct_title")} close=${close}>
    <blockquote class="said raw">${heard_text(f.text)}</blockquote>
    <${Choice} label=${t("heard.means")} value=${now.kind} change=${(kind) => set({ ...now, kind })} options=${kinds.map((k) => [k, word("kind_of", k)])}/>
    ${now.kind === "report" && html`<${Choice} label=${t("heard.category")} value=${now.category} change=${(category) => set({ ...now, category })} options=${categories.map((c) => [c, word("category", c)])}/>`}
    ${now.kind === "answer" && options.length > 0 && html`<${Choice} label=${t("heard.which")} value=${now.choice} change=${(choice) => set({ ...now, choice })} options=${options.map((o) => [o.number, `${o.number}. ${o.label}`])}/>`}
    <${Check} label=${t("heard.is_urgent")} checked=${now.urgent} change=${(urgent) => set({ ...now, urgent })}/>
    ${learns && html`<p class="hint">${t("heard.learns")}</p>`}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button type="button" class="main" disabled=${doing.busy} onClick=${send}>${t("heard.correct")}</button><button type="button" onClick=${close}>${t("no")}</button></div>
  </${Dialog}>`;
}

const questions = { answer: Answer, close: Answer, assign: Assign, correct: Correct };

export function Feedback({ id }) {
  const one = useGet(`/api/feedback/${id}`);
  const [asking, ask] = useState("");
  const f = one.data;
  useLive("feedback", (value) => (value === null || value.id === Number(id)) && one.reload());
  const done = (_, said) => {
    ask("");
    one.reload();
    toast(t(said));
  };
  const Question = questions[asking];
  const title = t("heard.one", { id });
  if (!f) return html`<${Page} title=${title} back="#/heard" back_title=${t("heard.title")}><${Waiting} fault=${one.fault}/></${Page}>`;
  return html`<${Page} title=${title} back="#/heard" back_title=${t("heard.title")}>
    <div class="columns"><div class="cards"><${Said} f=${f}/>
      ${may_of("feedback", f.staff) && html`<section class="card" aria-label=${t("deed.title")}><div class="buttons">
        <button type="button" class="main" onClick=${() => ask("answer")}><${Icon} name="heard"/>${t("heard.answer")}</button>
        ${f.state === "open" && html`<button type="button" onClick=${() => ask("close")}><${Icon} name="ok"/>${t("heard.close")}</button>`}
        ${may_all("feedback") && html`<button type="button" onClick=${() => ask("assign")}>${t("heard.assign")}</button>`}
        <button type="button" onClick=${() => ask("correct")}>${t("heard.correct")}</button>
      </div></section>`}</div>
      <div class="cards"><${History} f=${f}/></div></div>
    ${Question && html`<${Question} f=${f} closing=${asking === "close"} close=${() => ask("")} done=${done}/>`}
  </${Page}>`;
}
