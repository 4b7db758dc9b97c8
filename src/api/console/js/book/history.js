// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that was said to a household and heard of it, newest first.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { date_time } from "../format.js";
import { t } from "../language.js";
import { Empty, Waiting } from "../parts.js";
import { word } from "../words.js";

function link(e) {
  if (e.feedback) return `#/heard/${e.feedback}`;
  return e.announcement ? `#/sent/${e.announcement}` : null;
}

function Entry({ e }) {
  const heard = e.what === "heard";
  const to = link(e);
  const text = html`<span class="said">${e.text || t("heard.call")}</span>`;
  return html`<li class=${`event ${heard ? "in" : "out"}`}>
    <p class="under">${[date_time(e.at), t(heard ? "history.heard" : "history.said"), e.state && word(heard ? "heard_state" : "state", e.state)].filter(Boolean).join(" · ")}</p>
    <p>${to ? html`<a class="plain-link" href=${to}>${text}</a>` : text}</p></li>`;
}

export function History({ code }) {
  const past = useGet(`/api/households/${encodeURIComponent(code)}/history`);
  const rows = past.data?.history;
  return html`<section class="card" aria-label=${t("history.title")}><h2>${t("history.title")}</h2>
    ${!rows && html`<${Waiting} fault=${past.fault}/>`}
    ${rows?.length === 0 && html`<${Empty}>${t("history.none")}</${Empty}>`}
    ${rows && html`<ul class="rows">${rows.map((e, i) => html`<${Entry} key=${i} e=${e}/>`)}</ul>`}
  </section>`;
}
