// SPDX-License-Identifier: GPL-2.0-or-later
// How the text will look on a handset, and what sending it takes.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { count, money, number, phone, when } from "../format.js";
import { t } from "../language.js";
import { Fault, Note } from "../parts.js";
import { marked } from "./marked.js";

function Handset({ from, air, pieces }) {
  return html`<figure class="handset" aria-label=${t("preview.handset")}>
    <div class="ear"></div>
    <div class="screen">
      <p class="from">${from}</p>
      <div class=${air ? "air" : "air nothing"} tabindex="0" role="region" aria-label=${t("preview.text")}>
        ${air ? pieces.map((p) => (p.twins ? html`<mark>${p.text}</mark>` : p.text)) : t("preview.nothing")}</div>
    </div>
  </figure>`;
}

// Each word that may be misread, once.
function Ambiguous({ pieces }) {
  const words = new Map(pieces.filter((p) => p.twins).map((p) => [p.written, p]));
  if (!words.size) return null;
  return html`<div class="note warn"><div><p>${t("preview.ambiguous")}</p>
    <ul class="ambiguous">${[...words.values()].map((p) => html`<li key=${p.written}>
      <b>${p.text}</b> ${t("preview.reads", { written: p.written, twins: p.twins.join(", ") })}</li>`)}</ul></div></div>`;
}

// Parts left today over all SIMs that have a quota; null where one has none.
function quota_left(carriers) {
  const ready = carriers.filter((c) => c.state !== "down");
  if (!ready.length || ready.some((c) => !c.daily_parts)) return null;
  return ready.reduce((sum, c) => sum + Math.max(0, c.daily_parts - c.parts_today), 0);
}

// As it is reckoned now, not as the network last told it.
function known_credit(carriers) {
  const known = carriers.filter((c) => c.balance !== null);
  return known.length ? known.reduce((sum, c) => sum + (c.credit ?? c.balance), 0) : null;
}

function Warnings({ estimate, carriers }) {
  const left = quota_left(carriers);
  return html`
    ${estimate.pending && html`<${Note} kind="warn" icon="info">${t("preview.pending")}</${Note}>`}
    ${estimate.corrected > 0 && html`<${Note} icon="info">${t("preview.corrected", { n: estimate.corrected, number: number(estimate.corrected) })}</${Note}>`}
    ${estimate.outside > 0 && html`<${Note} kind="warn" icon="info">${t("preview.outside", { n: estimate.outside, number: number(estimate.outside) })}</${Note}>`}
    ${estimate.carriers === 0 && html`<${Note} kind="warn" icon="alert">${t("preview.no_carrier")} <a href="#/machine">${t("nav.machine")}</a></${Note}>`}
    ${estimate.quiet && html`<${Note} kind="warn" icon="moon">${t("preview.quiet", { time: when(estimate.start_at) })}</${Note}>`}
    ${estimate.next_day > 0 && html`<${Note} kind="warn" icon="info">${t("preview.next_day", { n: estimate.next_day, number: number(estimate.next_day) })}</${Note}>`}
    ${left !== null && estimate.parts > left && html`<${Note} kind="warn" icon="alert">${t("preview.over_quota", { left: number(left) })}</${Note}>`}
    ${estimate.credit_short > 0 && html`<${Note} kind="warn" icon="alert">${t("preview.over_credit", { short: money(estimate.credit_short) })}</${Note}>`}`;
}

function parts_each(e) {
  return e.parts_each_min === e.parts_each_max
    ? count("parts", e.parts_each_max)
    : t("preview.parts_range", { from: e.parts_each_min, to: e.parts_each_max });
}

export function Numbers({ estimate }) {
  const carriers = useGet("/api/carriers").data?.carriers ?? [];
  const left = quota_left(carriers);
  const credit = known_credit(carriers);
  const fact = (key, value, big) => html`<div class=${big ? "big" : ""}><dt>${t(key)}</dt><dd>${value}</dd></div>`;
  return html`<dl class="facts">
      ${fact("preview.households", number(estimate.households), true)}
      ${fact("preview.phones", number(estimate.phones), true)}
      ${fact("preview.cost", money(estimate.cost), true)}
      ${fact("preview.finish", when(estimate.finish_at) || "–", true)}
      ${fact("preview.parts_each", parts_each(estimate))}
      ${fact("preview.parts", number(estimate.parts))}
      ${left !== null && fact("preview.quota", number(left))}
      ${credit !== null && fact("preview.credit", money(credit))}
    </dl>
    <p class="hint">${t(estimate.coding === "ucs2" ? "preview.accents_kept" : "preview.accents_dropped")}</p>
    <${Warnings} estimate=${estimate} carriers=${carriers}/>`;
}

// Whom a handset names as the sender: a SIM has a number and no name.
function sender(carriers) {
  return (carriers.length === 1 && phone(carriers[0].number)) || t("preview.from");
}

export function Preview({ draft, estimate }) {
  const carriers = useGet("/api/carriers").data?.carriers ?? [];
  const { value, fault } = estimate;
  const written = draft.text.trim() && draft.to.length > 0;
  const air = written ? value?.air : "";
  const pieces = air ? marked(draft.text, air, value.ambiguous ?? []) : [];
  return html`
    <${Handset} from=${sender(carriers)} air=${air} pieces=${pieces}/>
    <${Fault} fault=${written ? fault : null}/>
    <div class="preview-numbers" aria-live="polite">${written && value && html`<${Numbers} estimate=${value}/>`}</div>
    <${Ambiguous} pieces=${pieces}/>`;
}
