// SPDX-License-Identifier: GPL-2.0-or-later
// Hear them: what households said, urgent first; one record and the work on it.
import { html } from "../html.js";
import { download } from "../api.js";
import { phone, when } from "../format.js";
import { t } from "../language.js";
import { useLive } from "../live.js";
import { categories, Tags } from "../heard/record.js";
import { Feedback } from "../heard/feedback.js";
import { usePages } from "../pages.js";
import { Empty, Fault, Further, Icon, Page, useDoing, Waiting } from "../parts.js";
import { go } from "../route.js";
import { cluster_name, heard_text, word } from "../words.js";

const kinds = ["help", "report", "unclear", "answer", "ack", "stop", "start", "wrong_number", "service"];
const states = ["open", "closed", ""];

function filters_of(query) {
  const one = (name) => query.get(name) ?? "";
  return { state: query.has("state") ? one("state") : one("announcement") ? "" : "open", kind: one("kind"), category: one("category"), announcement: one("announcement") };
}

function address(base, filters, more = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, ...more })) if (value) query.set(name, value);
  return `${base}?${query}`;
}

function Row({ f }) {
  return html`<li><a class="row-link" href=${`#/heard/${f.id}`}><span class="grow">
    <${Tags} f=${f}/>
    <span class="title said">${heard_text(f.text)}${f.calls > 1 && ` × ${f.calls}`}</span><br/>
    <span class="under">${[f.head || (f.sender === "?" ? t("heard.withheld") : phone(f.sender)), f.cluster && cluster_name(f.cluster), when(f.received_at), f.staff && t("heard.with", { name: f.staff })].filter(Boolean).join(" · ")}</span>
  </span><${Icon} name="go"/></a></li>`;
}

function Select({ label, value, options, change }) {
  return html`<label class="inline"><span>${label}</span><select value=${value} onChange=${(e) => change(e.target.value)}>
    <option value="">${t("all")}</option>${options.map(([v, text]) => html`<option key=${v} value=${v} selected=${v === value}>${text}</option>`)}</select></label>`;
}

function Filters({ filters }) {
  const to = (piece) => {
    const query = new URLSearchParams({ state: filters.state });
    for (const [name, value] of Object.entries({ ...filters, ...piece })) if (value || name === "state") query.set(name, value);
    return `#/heard?${query}`;
  };
  return html`<div class="no-print">
    <nav class="tabs" aria-label=${t("heard.states")}><ul>${states.map((state) => html`<li key=${state}>
      <a href=${to({ state })} aria-current=${state === filters.state ? "page" : undefined}>${t(`heard.state_${state || "all"}`)}</a></li>`)}</ul></nav>
    <div class="filters">
      <${Select} label=${t("heard.category")} value=${filters.category} options=${categories.map((c) => [c, word("category", c)])} change=${(category) => go(to({ category }))}/>
      <${Select} label=${t("heard.kind")} value=${filters.kind} options=${kinds.map((k) => [k, word("kind_of", k)])} change=${(kind) => go(to({ kind }))}/>
    </div>
    ${filters.announcement && html`<p class="tags"><a class="chip" aria-current="true" href=${to({ announcement: "" })}>${t("sent.one", { id: filters.announcement })} <${Icon} name="cross"/></a></p>`}
  </div>`;
}

function List({ route }) {
  const filters = filters_of(route.query);
  const list = usePages(address("/api/feedback", filters, { sort: "urgent" }), "feedback");
  const doing = useDoing();
  useLive("feedback", () => list.reload());
  const { rows } = list;
  return html`<${Page} title=${t("heard.title")} actions=${html`<button type="button" onClick=${() => doing.act(() => download("GET", address("/api/feedback", filters, { csv: "1" }), "phan-hoi.csv"))}>${t("heard.csv")}</button>`}>
    <${Filters} filters=${filters}/>
    <${Fault} fault=${doing.fault}/>
    ${!rows && html`<${Waiting} fault=${list.fault}/>`}
    ${rows && html`<section class="card" aria-label=${t("heard.title")}>
      ${rows.length === 0 && html`<${Empty}>${t(filters.state === "open" ? "heard.none_open" : "heard.none")}</${Empty}>`}
      <ul class="rows">${rows.map((f) => html`<${Row} key=${f.id} f=${f}/>`)}</ul>
      <${Further} list=${list}/>
    </section>`}
  </${Page}>`;
}

export default function Heard({ route }) {
  return route.rest[0] ? html`<${Feedback} key=${route.rest[0]} id=${route.rest[0]}/>` : html`<${List} route=${route}/>`;
}
