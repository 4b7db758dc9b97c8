// SPDX-License-Identifier: GPL-2.0-or-later
// The door list: who must be told by knocking, in walking order. A tick that finds no link is kept
// and handed in when the link is back: one walks through places where there is none.
import { html, useEffect, useState } from "../html.js";
import { LinkDown, post, useGet, watch_link } from "../api.js";
import { number, phone } from "../format.js";
import { t } from "../language.js";
import { recall, remember } from "../memory.js";
import { Confirm, Empty, Fault, Icon, Note, Page, toast, useDoing, Waiting } from "../parts.js";
import { may } from "../session.js";
import { cluster_name, sentence } from "../words.js";

function by_cluster(rows) {
  const clusters = new Map();
  for (const row of rows) clusters.set(row.cluster, [...(clusters.get(row.cluster) ?? []), row]);
  return [...clusters];
}

// Households ticked here and not yet handed in.
function useTicks(id, handed_in) {
  const name = `visited.${id}`;
  const [ticks, set_ticks] = useState(() => recall(name) ?? []);
  const keep = (list) => {
    remember(name, list.length ? list : undefined);
    set_ticks(list);
  };
  const hand_in = async (list) => {
    if (!list.length) return;
    try {
      await post(`/api/announcements/${id}/visited`, { households: list });
    } catch (fault) {
      if (!(fault instanceof LinkDown)) keep([]);
      throw fault;
    }
    keep([]);
    handed_in(list);
  };
  useEffect(() => {
    const retry = () => hand_in(recall(name) ?? []).catch(() => {});
    retry();
    return watch_link((up) => up && retry());
  }, [id]);
  return {
    ticks,
    tick: (household) => {
      const list = [...ticks, household];
      keep(list);
      return hand_in(list).catch((fault) => {
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
    ${may("doors") && html`<button type="button" class=${ticked ? "" : "main"} disabled=${ticked} onClick=${tick}
      aria-label=${t(ticked ? "doors.visited_of" : "doors.tick_of", { head: row.head })}>${ticked ? html`<${Icon} name="ok"/>${t("doors.visited")}` : t("doors.tick")}</button>`}
  </li>`;
}

export function Doors({ id, cluster }) {
  const doors = useGet(`/api/announcements/${id}/doors`);
  const one = useGet(`/api/announcements/${id}`);
  const [done, set_done] = useState(() => new Set());
  const [asking, ask] = useState(false);
  const doing = useDoing();
  const { ticks, tick } = useTicks(id, (list) => set_done((before) => new Set([...before, ...list])));
  const title = t("doors.title");
  const rows = doors.data?.reach ?? doors.data?.doors;
  if (!rows) return html`<${Page} title=${title} back=${`#/sent/${id}`}><${Waiting} fault=${doors.fault}/></${Page}>`;
  const clusters = by_cluster(rows);
  const shown = cluster === null ? clusters : clusters.filter(([name]) => name === cluster);
  const is_done = (row) => done.has(row.household) || ticks.includes(row.household);
  const send = async () => {
    const sent = await post(`/api/announcements/${id}/doors`, cluster === null ? {} : { cluster });
    ask(false);
    toast(t("doors.sent", { n: sent.texts, number: number(sent.texts) }));
  };
  const left = rows.filter((row) => !is_done(row)).length;
  return html`<${Page} title=${title} back=${`#/sent/${id}`} back_title=${t("sent.one", { id })}
      actions=${html`${may("announce") && rows.length > 0 && html`<button type="button" onClick=${() => ask(true)}><${Icon} name="phone"/>${t("doors.send")}</button>`}<button type="button" onClick=${() => print()}><${Icon} name="print"/>${t("print")}</button>`}>
    <p role="status">${t("doors.left", { n: left, number: number(left) })}</p>
    ${one.data && html`<p class="hint said">${one.data.text}</p>`}
    ${ticks.length > 0 && html`<${Note} kind="warn" icon="alert">${t("doors.kept", { n: ticks.length, number: number(ticks.length) })}</${Note}>`}
    <${Fault} fault=${doing.fault}/>
    <nav class="tabs" aria-label=${t("doors.clusters")}><ul>
      <li><a href=${`#/sent/${id}/doors`} aria-current=${cluster === null ? "page" : undefined}>${t("all")}</a></li>
      ${clusters.map(([name, list]) => html`<li key=${name}><a href=${`#/sent/${id}/doors?cluster=${encodeURIComponent(name)}`} aria-current=${cluster === name ? "page" : undefined}>${cluster_name(name)} (${list.filter((row) => !is_done(row)).length})</a></li>`)}
    </ul></nav>
    ${asking && html`<${Confirm} title=${t("doors.send_ask")} yes=${t("doors.send")} act=${send} close=${() => ask(false)}><p>${t("doors.send_text")}</p></${Confirm}>`}
    ${rows.length === 0 && html`<div class="card"><${Empty}>${t("doors.none")}</${Empty}></div>`}
    ${shown.map(([name, list]) => html`<section class="card cluster" key=${name} aria-label=${cluster_name(name)}><h2>${cluster_name(name)}</h2>
      <ul class="rows">${list.map((row) => html`<${Door} key=${row.household} row=${row} ticked=${is_done(row)} tick=${() => doing.act(() => tick(row.household))}/>`)}</ul></section>`)}
  </${Page}>`;
}
