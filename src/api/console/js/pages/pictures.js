// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures: how far announcements reached, what was reported, what was sent, what is left in the SIMs.
import { html, useEffect, useState } from "../html.js";
import { get, useGet } from "../api.js";
import { beginning, money, number } from "../format.js";
import { t } from "../language.js";
import { Bars, Empty, Page, Waiting } from "../parts.js";
import { Chart } from "../pictures/chart.js";
import { cluster_name, in_order, word } from "../words.js";

const shown = 10; // announcements

// Shares of households as bars over the whole width: rows [[label, reached, all]].
function Shares({ title, rows, first }) {
  return html`<table class="bars shares"><caption class="unseen">${title}</caption><thead class="unseen"><tr><th scope="col">${first}</th><th scope="col">${t("going.reached")}</th><td></td></tr></thead><tbody>
    ${rows.map(([key, label, reached, all]) => html`<tr key=${key}><th scope="row">${label}</th>
      <td class="n">${number(reached)}/${number(all)}</td>
      <td class="bar" aria-hidden="true">${reached > 0 && html`<i style=${{ width: `${(100 * reached) / all}%` }}></i>`}</td></tr>`)}
  </tbody></table>`;
}

function useAnnouncements() {
  const list = useGet(`/api/announcements?limit=${shown}`);
  const [all, set_all] = useState(null);
  const ids = list.data?.announcements.map((a) => a.id).join(",");
  useEffect(() => {
    if (ids === undefined) return;
    Promise.all(ids.split(",").filter(Boolean).map((id) => get(`/api/announcements/${id}`))).then(set_all, () => {});
  }, [ids]);
  return { all, fault: list.fault };
}

function Clusters({ id }) {
  const list = useGet(`/api/announcements/${id}/clusters`);
  if (!list.data) return html`<${Waiting} fault=${list.fault}/>`;
  const rows = in_order(list.data.clusters).map((c) => [c.cluster, cluster_name(c.cluster), c.reached, c.households]);
  return html`<${Shares} title=${t("pictures.clusters")} first=${t("book.cluster")} rows=${rows}/>`;
}

function Reach() {
  const { all, fault } = useAnnouncements();
  const [chosen, choose] = useState(null);
  if (!all) return html`<section class="card"><h2>${t("pictures.reach")}</h2><${Waiting} fault=${fault}/></section>`;
  const id = chosen ?? (all.find((a) => a.reach.reached > 0) ?? all[0])?.id;
  return html`<section class="card"><h2>${t("pictures.reach")}</h2>
      ${all.length === 0 ? html`<${Empty}>${t("sent.none")}</${Empty}>`
        : html`<${Shares} title=${t("pictures.reach")} first=${t("nav.say")} rows=${all.map((a) => [a.id, html`<a href=${`#/sent/${a.id}`}>${beginning(a.text, 40)}</a>`, a.reach.reached, a.households])}/>`}</section>
    ${id && html`<section class="card"><h2>${t("pictures.clusters")}</h2>
      <label class="inline"><span>${t("pictures.which")}</span><select onChange=${(e) => choose(Number(e.target.value))}>${all.map((a) => html`<option key=${a.id} value=${a.id} selected=${a.id === id}>${beginning(a.text, 50)}</option>`)}</select></label>
      <${Clusters} key=${id} id=${id}/></section>`}`;
}

// Every day from the first to the last, so that quiet days are seen as quiet.
function days_between(first, last) {
  const days = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86400000) days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

function Categories() {
  const summary = useGet("/api/feedback/summary?by=day&since=30d");
  const rows = summary.data?.summary;
  let inside = html`<${Waiting} fault=${summary.fault}/>`;
  if (rows?.length === 0) inside = html`<${Empty}>${t("heard.none")}</${Empty}>`;
  if (rows?.length > 0) {
    const totals = new Map();
    for (const r of rows) totals.set(r.category, (totals.get(r.category) ?? 0) + r.count);
    const names = [...totals].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    const sorted = rows.map((r) => r.day).sort();
    const days = days_between(sorted[0], sorted[sorted.length - 1]);
    const value = (day, name) => rows.filter((r) => r.day === day && r.category === name).reduce((sum, r) => sum + r.count, 0);
    const label = (name) => (name ? word("category", name) : t("category.none"));
    inside = days.length < 3 ? html`<${Bars} rows=${names.map((name) => [label(name), totals.get(name)])}/>`
      : html`<${Chart} title=${t("pictures.categories")} times=${days} kind="lines" series=${names.slice(0, 6).map((name) => ({ label: label(name), values: days.map((d) => value(d, name)) }))}/>`;
  }
  return html`<section class="card"><h2>${t("pictures.categories")}</h2>${inside}</section>`;
}

function Carrier({ name }) {
  const past = useGet(`/api/carriers/${encodeURIComponent(name)}/history`);
  if (!past.data) return html`<section class="card"><h2>${name}</h2><${Waiting} fault=${past.fault}/></section>`;
  const { days, balances } = past.data;
  return html`<section class="card"><h2>${t("pictures.sent", { carrier: name })}</h2>
      ${days.length ? html`<${Chart} title=${t("pictures.sent", { carrier: name })} kind="bars" times=${days.map((d) => d.day)} series=${[{ label: t("pictures.parts"), values: days.map((d) => d.parts) }]}/>` : html`<${Empty}>${t("pictures.no_days")}</${Empty}>`}</section>
    <section class="card"><h2>${t("pictures.credit", { carrier: name })}</h2>
      ${balances.length ? html`<${Chart} title=${t("pictures.credit", { carrier: name })} kind="steps" format=${money} times=${balances.map((b) => b.at)} series=${[{ label: t("carrier.credit"), values: balances.map((b) => b.balance) }]}/>` : html`<${Empty}>${t("carrier.credit_unknown")}</${Empty}>`}</section>`;
}

export default function Pictures() {
  const carriers = useGet("/api/carriers").data?.carriers ?? [];
  return html`<${Page} title=${t("nav.pictures")}><div class="pictures">
    <${Reach}/><${Categories}/>
    ${carriers.map((c) => html`<${Carrier} key=${c.name} name=${c.name}/>`)}
  </div></${Page}>`;
}
