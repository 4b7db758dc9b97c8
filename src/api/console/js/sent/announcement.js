// SPDX-License-Identifier: GPL-2.0-or-later
// One announcement on its way: how many households are reached, where the messages are, how long it
// will take, what was answered, and what can be done about it.
import { html, useEffect, useRef, useState } from "../html.js";
import { post, useGet } from "../api.js";
import { count, date_time, duration, is_to_come, number, percent } from "../format.js";
import { t } from "../language.js";
import { useLive, useLiveCounts } from "../live.js";
import { Bars, Confirm, Fault, Icon, Note, Page, Stack, toast, useDoing, Waiting } from "../parts.js";
import { may, may_of, session } from "../session.js";
import { audience, word } from "../words.js";
import { replace_draft } from "../say/draft.js";
import { go } from "../route.js";

// How its tag looks and what it says.
export function state_of(a) {
  if (a.state === "cancelled") return ["plain", "cancelled"];
  if (a.state === "pending") return ["warn", "pending"];
  if (a.paused) return ["warn", "paused"];
  if (a.done) return ["plain", "done"];
  return is_to_come(a.at) ? ["", "later"] : ["", "open"];
}

// Households for which it still does something by itself: theirs are not yet doors to go to.
export function being_told(a) {
  return Object.entries(a.ladder).reduce((sum, [rung, n]) => sum + (rung === "door" ? 0 : n), 0);
}

const waiting = (m) => m.held + m.queued + m.submitting;
const out = (m) => m.unknown + m.sent + m.delivered + m.failed + m.expired;

// Messages a minute, measured while one looks on; the last two minutes count.
function useRate(a) {
  const samples = useRef([]);
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((n) => n + 1), 5000);
    return () => clearInterval(timer);
  }, []);
  if (!a) return null;
  const now = Date.now();
  const n = out(a.messages) - a.messages.expired;
  const kept = samples.current.filter((s) => now - s.at < 120000);
  if (!kept.length || kept[kept.length - 1].n !== n) kept.push({ at: now, n });
  samples.current = kept;
  const first = kept[0];
  if (now - first.at < 8000 || n === first.n) return null;
  return ((n - first.n) * 60000) / (now - first.at);
}

// How far the ladder has come with those who are not reached.
function Rungs({ a }) {
  const standing = Object.entries(a.ladder).filter(([, n]) => n > 0);
  if (!standing.length || ["cancelled", "later"].includes(state_of(a)[1])) return null;
  return html`<p class="hint num">${t("reach.unreached")}: ${standing.map(([rung, n]) => `${word("stands", rung)} ${number(n)}`).join(" · ")}</p>`;
}

function Progress({ a }) {
  const rate = useRate(a);
  const m = a.messages;
  const left = waiting(m);
  return html`<section class="card" aria-label=${t("going.title")}>
    <dl class="facts">
      <div class="big"><dt>${t("going.reached")}</dt><dd>${number(a.reach.reached)} / ${number(a.households)}</dd></div>
      <div class="big"><dt>${t("going.share")}</dt><dd>${percent(a.reach.reached, a.households)}</dd></div>
      ${left > 0 && rate && html`<div class="big"><dt>${t("going.left")}</dt><dd>${duration((left / rate) * 60000)}</dd></div>`}
      ${left > 0 && rate && html`<div class="big"><dt>${t("going.rate")}</dt><dd>${t("going.per_minute", { n: number(Math.round(rate)) })}</dd></div>`}
    </dl>
    <p class="unseen" role="status">${t("going.said", { reached: number(a.reach.reached), all: number(a.households) })}</p>
    <h3>${t("going.households")}</h3>
    <${Stack} label=${t("going.households")} pieces=${[
      ["done", t("reach.report"), a.reach.report], ["done", t("reach.reply"), a.reach.reply + a.reach.call],
      ["done", t("reach.visit"), a.reach.visit], ...(a.reach.neighbour ? [["done", t("reach.neighbour"), a.reach.neighbour]] : []), ["wait", t("reach.unreached"), a.reach.unreached],
    ]}/>
    <${Rungs} a=${a}/>
    <div class="buttons"><a class="button" href=${`#/sent/${a.id}/households`}>${t("each.title")}</a></div>
    <h3>${t("going.messages")}</h3>
    <${Stack} label=${t("going.messages")} pieces=${[
      ["done", t("state.delivered"), m.delivered], ["going", t("going.on_way"), m.sent + m.unknown],
      ["wait", t("going.waiting"), left], ["failed", t("state.failed"), m.failed + m.expired],
      ...(m.cancelled ? [["wait", t("state.cancelled"), m.cancelled]] : []),
    ]}/>
    ${a.replaced_by > 0 && html`<${Note}>${t("going.replaced")} <a href=${`#/sent/${a.replaced_by}`}>${t("sent.one", { id: a.replaced_by })}</a></${Note}>`}
    ${a.replaces > 0 && html`<${Note}>${t("going.replaces")} <a href=${`#/sent/${a.replaces}`}>${t("sent.one", { id: a.replaces })}</a></${Note}>`}
    ${a.done && a.state !== "cancelled" && html`<${Note} icon="ok">${t("going.done")}</${Note}>`}
  </section>`;
}

function Answers({ a }) {
  const rows = a.options.map((o) => [`${o.number}. ${o.label}`, a.answers[o.number] ?? 0, o.number === a.help_option ? "bad" : ""]);
  const asked = a.options.length > 0 || a.ack;
  const others = ["ack", "help", "report", "unclear", "stop", "wrong_number"]
    .filter((kind) => a.replies[kind] > 0).map((kind) => [word("kind_of", kind), a.replies[kind], kind === "help" ? "bad" : "wait"]);
  if (!asked && !others.length) return null;
  const silent = a.households - Object.values(a.answers).reduce((sum, n) => sum + n, 0);
  return html`<section class="card" aria-label=${t("answers.title")}><h2>${t("answers.title")}</h2>
    ${a.options.length > 0 && html`<${Bars} rows=${[...rows, [t("answers.silent"), Math.max(0, silent), "wait"]]}/>`}
    ${others.length > 0 && html`<h3>${t("answers.others")}</h3><${Bars} rows=${others}/>`}
    <div class="buttons"><a class="button" href=${`#/heard?announcement=${a.id}`}><${Icon} name="heard"/>${t("answers.read")}</a></div>
  </section>`;
}

function Deeds({ a, changed }) {
  const [asking, ask] = useState("");
  const doing = useDoing();
  const to_doors = a.state !== "cancelled" && (a.done || a.ladder.door > 0);
  const alive = a.state !== "cancelled" && !a.done;
  const act = async (what) => {
    changed(await post(`/api/announcements/${a.id}/${what}`));
    ask("");
    toast(t(`deed.${what}_done`));
  };
  const again = () => {
    replace_draft(a, alive);
    go("#/say");
  };
  return html`<section class="card" aria-label=${t("deed.title")}>
    <div class="buttons">
      ${a.reach.unreached > 0 && !is_to_come(a.at) && html`<a class=${to_doors ? "button main" : "button"} href=${`#/sent/${a.id}/doors`}><${Icon} name="door"/>${t(being_told(a) ? "doors.unreached" : "doors.open", { n: a.reach.unreached, number: number(a.reach.unreached) })}</a>`}
      ${a.state === "pending" && may("approve") && a.author !== session()?.name && html`<button type="button" class="main" onClick=${() => doing.act(() => act("approve"))}>${t("deed.approve")}</button>`}
      ${alive && a.paused && may_of("cancel", a.author) && html`<button type="button" class="main" onClick=${() => doing.act(() => act("resume"))}>${t("deed.resume")}</button>`}
      ${alive && !a.paused && may_of("cancel", a.author) && a.paused !== undefined && html`<button type="button" onClick=${() => doing.act(() => act("pause"))}>${t("deed.pause")}</button>`}
      ${(alive ? may_of("cancel", a.author) : may("announce")) && html`<button type="button" onClick=${again}>${t(alive ? "deed.replace" : "deed.again")}</button>`}
      ${alive && may_of("cancel", a.author) && html`<button type="button" class="danger" onClick=${() => ask("cancel")}>${t("deed.cancel")}</button>`}
    </div>
    <${Fault} fault=${doing.fault}/>
    ${asking && html`<${Confirm} kind="danger" title=${t("deed.cancel_ask")} yes=${t("deed.cancel_yes")} no=${t("deed.cancel_no")} act=${() => act("cancel")} close=${() => ask("")}>
      <p>${t("deed.cancel_text", { n: waiting(a.messages), number: number(waiting(a.messages)) })}</p></${Confirm}>`}
  </section>`;
}

function About({ a }) {
  return html`<section class="card" aria-label=${t("about.title")}><h2>${t("about.title")}</h2>
    <p class="said">${a.text}</p>
    ${a.air !== a.text && html`<p class="hint said">${t("about.air")} ${a.air}</p>`}
    <dl class="pairs">
      <div><dt>${t("confirm.to")}</dt><dd>${audience(a.to)}${a.except && ` (${t("confirm.except", { groups: audience(a.except) })})`}</dd></div>
      <div><dt>${t("about.author")}</dt><dd>${a.author}</dd></div>
      <div><dt>${t("about.created")}</dt><dd>${date_time(a.created_at)}</dd></div>
      ${a.at && a.at !== a.created_at && html`<div><dt>${t("about.at")}</dt><dd>${date_time(a.at)}</dd></div>`}
      <div><dt>${t("about.expires")}</dt><dd>${date_time(a.expires_at)}</dd></div>
      <div><dt>${t("manner.kind")}</dt><dd>${t(`kind.${a.kind}`)}, ${t(`priority.${a.priority}`)}</dd></div>
      <div><dt>${t("confirm.parts")}</dt><dd>${count("parts", a.parts)}, ${count("phones", a.phones)}</dd></div>
    </dl></section>`;
}

export function Announcement({ id }) {
  const path = `/api/announcements/${id}`;
  const one = useGet(path);
  const a = one.data;
  useLive("announcement", (value) => {
    if (value === null) one.reload();
    else if (value.id === Number(id)) one.change(() => value);
  });
  useLiveCounts("feedback", (value) => value.announcement === Number(id), one.reload);
  if (!a) return html`<${Page} title=${t("sent.one", { id })} back="#/sent" back_title=${t("sent.title")}><${Waiting} fault=${one.fault}/></${Page}>`;
  const [how, state] = state_of(a);
  return html`<${Page} title=${t("sent.one", { id: a.id })} back="#/sent" back_title=${t("sent.title")}
      actions=${html`${a.priority === "emergency" && html`<span class="tag bad">${t("priority.emergency")}</span>`}<span class=${`tag ${how}`}>${t(`announcement.${state}`)}</span>`}>
    <div class="columns">
      <div class="cards"><${Progress} a=${a}/><${Deeds} a=${a} changed=${(value) => one.change(() => value)}/><${Answers} a=${a}/></div>
      <div class="cards"><${About} a=${a}/></div>
    </div>
  </${Page}>`;
}
