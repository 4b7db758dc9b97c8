// SPDX-License-Identifier: GPL-2.0-or-later
// Every household of an announcement: whether it is reached and how, where its message is, and why.
// Cluster by cluster, so that a large village stays light.
import { html, useState } from "../html.js";
import { useGet } from "../api.js";
import { count, number, when } from "../format.js";
import { t } from "../language.js";
import { Choice, Empty, Page, Waiting } from "../parts.js";
import { go } from "../route.js";
import { cluster_name, in_order, sentence, word } from "../words.js";

const shown_most = 200;

function Household({ row }) {
  const reached = row.stands === "reached";
  const how = reached ? [word("by", row.by), when(row.reached_at)] : [sentence(row.tried), row.since && when(row.since)];
  return html`<li><a class="row-link" href=${`#/book/${encodeURIComponent(row.household)}`}><span class="grow">
    <span class="title">${row.head}</span> <span class=${`tag ${reached ? "" : "warn"}`}>${word("stands", row.stands)}</span><br/>
    <span class="under">${[row.household, ...how].filter(Boolean).join(" · ")}</span></span></a></li>`;
}

function Cluster({ id, cluster, unreached }) {
  const query = new URLSearchParams({ cluster, ...(unreached && { unreached: "1" }) });
  const list = useGet(`/api/announcements/${id}/reach?${query}`);
  const [most, show] = useState(shown_most);
  const rows = list.data?.reach;
  if (!rows) return html`<${Waiting} fault=${list.fault}/>`;
  return html`<section class="card" aria-label=${cluster_name(cluster)}><h2>${cluster_name(cluster)}</h2>
    <p class="hint num" role="status">${count("households", rows.length)}</p>
    ${rows.length === 0 && html`<${Empty}>${t("each.none")}</${Empty}>`}
    <ul class="rows">${rows.slice(0, most).map((row) => html`<${Household} key=${row.household} row=${row}/>`)}</ul>
    ${rows.length > most && html`<div class="buttons"><button type="button" class="wide" onClick=${() => show(most + shown_most)}>${t("further")} (${number(rows.length - most)})</button></div>`}
  </section>`;
}

export function Households({ id, cluster }) {
  const clusters = useGet(`/api/announcements/${id}/clusters`);
  const [unreached, only_unreached] = useState(false);
  const list = clusters.data && in_order(clusters.data.clusters);
  const here = cluster ?? list?.[0]?.cluster;
  return html`<${Page} title=${t("each.title")} back=${`#/sent/${id}`} back_title=${t("sent.one", { id })}>
    ${!list && html`<${Waiting} fault=${clusters.fault}/>`}
    ${list && html`<div class="two">
        <label class="inline"><span>${t("book.cluster")}</span><select onChange=${(e) => go(`#/sent/${id}/households?cluster=${encodeURIComponent(e.target.value)}`)}>
          ${list.map((c) => html`<option key=${c.cluster} value=${c.cluster} selected=${c.cluster === here}>${cluster_name(c.cluster)} (${number(c.reached)}/${number(c.households)})</option>`)}</select></label>
        <${Choice} label=${t("each.which")} value=${unreached} change=${only_unreached} options=${[[false, t("all")], [true, t("reach.unreached")]]}/></div>
      ${here !== undefined && html`<div class="cards"><${Cluster} key=${`${here}${unreached}`} id=${id} cluster=${here} unreached=${unreached}/></div>`}`}
  </${Page}>`;
}
