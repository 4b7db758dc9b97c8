// SPDX-License-Identifier: GPL-2.0-or-later
// The door list: who must be told by knocking, in walking order. A tick that finds no link is kept
// and handed in when the link is back: one walks through places where there is none. A list that is
// not too long is there as a whole, for the same reason; a long one cluster by cluster.
import { html, useEffect, useRef, useState } from "../html.js";
import { get, LinkDown, post, useGet, watch_link } from "../api.js";
import { number, phone } from "../format.js";
import { t } from "../language.js";
import { recall, remember } from "../memory.js";
import { Confirm, Empty, Fault, Icon, Note, Page, toast, useDoing, Waiting } from "../parts.js";
import { may_all, may_visit } from "../session.js";
import { cluster_name, in_order, sentence } from "../words.js";
import { being_told } from "./announcement.js";

const whole_most = 300; // doors that stand on one page

function by_cluster(rows) {
  const clusters = new Map();
  for (const row of rows) clusters.set(row.cluster, [...(clusters.get(row.cluster) ?? []), row]);
  return [...clusters];
}

// Households ticked here and not yet handed in. More may be ticked while some are on their way.
function useTicks(id, handed_in) {
  const name = `visited.${id}`;
  const [ticks, set_ticks] = useState(() => recall(name) ?? []);
  const now = useRef(ticks);
  const keep = (list) => {
    now.current = list;
    remember(name, list.length ? list : undefined);
    set_ticks(list);
  };
  const drop = (list) => keep(now.current.filter((household) => !list.includes(household)));
  const hand_in = async (list) => {
    if (!list.length) return;
    try {
      await post(`/api/announcements/${id}/visited`, { households: list });
    } catch (fault) {
      if (!(fault instanceof LinkDown)) drop(list);
      throw fault;
    }
    await handed_in(list);
    drop(list);
  };
  useEffect(() => {
    const retry = () => hand_in(now.current).catch(() => {});
    retry();
    return watch_link((up) => up && retry());
  }, [id]);
  return {
    ticks,
    tick: (household) => {
      keep([...now.current, household]);
      return hand_in(now.current).catch((fault) => {
        if (!(fault instanceof LinkDown)) throw fault;
      });
    },
  };
}

function Door({ row, ticked, tick }) {
  return html`<li class=${ticked ? "door visited" : "door"}>
    <span class="box" aria-hidden="true"></span>
    <div class="grow">
      <p class="title">${row.head} ${row.frail && html`<span class="tag warn">${t("frail")}</span>`}</p>
      <p class="under">${[row.address, row.household].filter(Boolean).join(" · ")}</p>
      <p class="under">${row.number && html`<a href=${`tel:${row.number}`}>${phone(row.number)}</a>`} ${sentence(row.tried)}</p>
      ${row.note && html`<p class="under">${row.note}</p>`}
    </div>
    ${may_visit(row.cluster) && html`<button type="button" class=${ticked ? "" : "main"} disabled=${ticked} onClick=${tick}
      aria-label=${t(ticked ? "doors.visited_of" : "doors.tick_of", { head: row.head })}>${ticked ? html`<${Icon} name="ok"/>${t("doors.visited")}` : t("doors.tick")}</button>`}
  </li>`;
}

// Of one cluster; of a very long list, the beginning.
function Cluster({ name, rows, most, is_done, tick }) {
  const [shown, show] = useState(most);
  return html`<section class="card cluster" aria-label=${cluster_name(name)}><h2>${cluster_name(name)}</h2>
    <ul class="rows">${rows.slice(0, shown).map((row) => html`<${Door} key=${row.household} row=${row} ticked=${is_done(row)} tick=${() => tick(row.household)}/>`)}</ul>
    ${rows.length > shown && html`<div class="buttons no-print"><button type="button" class="wide" onClick=${() => show(shown + most)}>${t("further")} (${number(rows.length - shown)})</button></div>`}
  </section>`;
}

function ClusterLink({ id, c }) {
  return html`<li><a class="row-link" href=${doors_of(id, c.cluster)}><span class="grow"><span class="title">${cluster_name(c.cluster)}</span><br/>
    <span class="under num">${t("doors.left", { n: c.left, number: number(c.left) })}</span></span><${Icon} name="go"/></a></li>`;
}

const doors_of = (id, cluster) => `#/sent/${id}/doors${cluster === null ? "" : `?cluster=${encodeURIComponent(cluster)}`}`;

// The doors: all of them, but of a long list only those of one cluster. {clusters, rows (undefined:
// not known yet, or of a long list no cluster is chosen), is_long, fault, reload, fetch_all()}
function useDoors(id, cluster) {
  const counts = useGet(`/api/announcements/${id}/clusters`);
  const clusters = counts.data && in_order(counts.data.clusters)
    .map((c) => ({ ...c, left: c.households - c.reached })).filter((c) => c.left > 0 || c.cluster === cluster);
  const is_long = clusters?.reduce((sum, c) => sum + c.left, 0) > whole_most;
  const path = (one) => `/api/announcements/${id}/doors${one === null ? "" : `?cluster=${encodeURIComponent(one)}`}`;
  const doors = useGet(!clusters || (is_long && cluster === null) ? null : path(is_long ? cluster : null));
  return {
    clusters, is_long, rows: doors.data?.doors, fault: counts.fault ?? doors.fault, reload: counts.reload,
    fetch_all: async () => (await get(path(cluster))).doors,
  };
}

function Sending({ id, cluster, close }) {
  const send = async () => {
    const sent = await post(`/api/announcements/${id}/doors`, cluster === null ? {} : { cluster });
    close();
    toast(t("doors.sent", { n: sent.texts, number: number(sent.texts) }));
  };
  return html`<${Confirm} title=${t("doors.send_ask")} yes=${t("doors.send")} act=${send} close=${close}><p>${t("doors.send_text")}</p></${Confirm}>`;
}

export function Doors({ id, cluster }) {
  const { clusters, is_long, rows, fault, reload, fetch_all } = useDoors(id, cluster);
  const one = useGet(`/api/announcements/${id}`);
  const [done, set_done] = useState(() => new Set());
  const [asking, ask] = useState(false);
  const [printed, set_printed] = useState(null); // whole lists go on paper: {cluster, rows}
  const doing = useDoing();
  const { ticks, tick } = useTicks(id, async (list) => {
    await reload();
    set_done((before) => new Set([...before, ...list]));
  });
  useEffect(() => printed && print(), [printed]);
  const title = t("doors.title");
  if (!clusters) return html`<${Page} title=${title} back=${`#/sent/${id}`}><${Waiting} fault=${fault}/></${Page}>`;
  const is_done = (row) => done.has(row.household) || ticks.includes(row.household);
  const known = (printed?.cluster === cluster && printed.rows) || rows;
  const shown = by_cluster(known ?? []).filter(([name]) => cluster === null || name === cluster);
  const here = clusters.filter((c) => cluster === null || c.cluster === cluster);
  const waiting = new Set(ticks);
  const left = here.reduce((sum, c) => sum + c.left, 0) - shown.flatMap(([, list]) => list).filter((row) => waiting.has(row.household)).length;
  const print_all = () => doing.act(async () => set_printed({ cluster, rows: is_long ? await fetch_all() : null }));
  const in_long = is_long && cluster !== null;
  return html`<${Page} title=${title} back=${in_long ? doors_of(id, null) : `#/sent/${id}`} back_title=${in_long ? t("doors.clusters") : t("sent.one", { id })}
      actions=${html`${may_all("announce") && left > 0 && html`<button type="button" onClick=${() => ask(true)}><${Icon} name="phone"/>${t("doors.send")}</button>`}<button type="button" disabled=${doing.busy} onClick=${print_all}><${Icon} name="print"/>${t("print")}</button>`}>
    <p role="status">${t("doors.left", { n: left, number: number(left) })}</p>
    ${one.data && being_told(one.data) > 0 && html`<${Note}>${t("doors.being_told", { n: being_told(one.data), number: number(being_told(one.data)) })}</${Note}>`}
    ${one.data && html`<p class="hint said">${one.data.text}</p>`}
    ${ticks.length > 0 && html`<${Note} kind="warn" icon="alert">${t("doors.kept", { n: ticks.length, number: number(ticks.length) })}</${Note}>`}
    <${Fault} fault=${doing.fault}/>
    ${!is_long && html`<nav class="tabs" aria-label=${t("doors.clusters")}><ul>
      <li><a href=${doors_of(id, null)} aria-current=${cluster === null ? "page" : undefined}>${t("all")}</a></li>
      ${clusters.map((c) => html`<li key=${c.cluster}><a href=${doors_of(id, c.cluster)} aria-current=${cluster === c.cluster ? "page" : undefined}>${cluster_name(c.cluster)} (${number(c.left)})</a></li>`)}
    </ul></nav>`}
    ${asking && html`<${Sending} id=${id} cluster=${cluster} close=${() => ask(false)}/>`}
    ${known && shown.length === 0 && html`<div class="card"><${Empty}>${t("doors.none")}</${Empty}></div>`}
    ${!known && !(is_long && cluster === null) && html`<${Waiting} fault=${fault}/>`}
    ${!known && is_long && cluster === null && html`<section class="card" aria-label=${t("doors.clusters")}><p class="hint">${t("doors.choose")}</p>
      <ul class="rows">${clusters.map((c) => html`<${ClusterLink} key=${c.cluster} id=${id} c=${c}/>`)}</ul></section>`}
    ${shown.map(([name, list]) => html`<${Cluster} key=${`${name}${known === rows}`} name=${name} rows=${list} most=${known === rows ? whole_most : Infinity} is_done=${is_done} tick=${(household) => doing.act(() => tick(household))}/>`)}
  </${Page}>`;
}
