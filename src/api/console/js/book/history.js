// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that was said to a household and heard of it, newest first.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { date_time } from "../format.js";
import { t } from "../language.js";
import { Empty, Waiting } from "../parts.js";
import { heard_text, word } from "../words.js";

function link(e) {
  if (e.feedback) return `#/heard/${e.feedback}`;
  return e.announcement ? `#/sent/${e.announcement}` : null;
}

// What a household was told, said itself, or how it was reached.
function note(e) {
  if (e.what === "heard") return [t("history.heard"), e.state && word("heard_state", e.state)];
  if (e.what === "reached") return [t("history.reached"), e.by && word("by", e.by)];
  return [t("history.said"), e.state && word("state", e.state)];
}

function Entry({ e }) {
  const to = link(e);
  const text = e.what === "heard" ? heard_text(e.text) : e.text || (e.announcement ? t("sent.one", { id: e.announcement }) : "");
  return html`<li class="event">
    <p class="under">${[date_time(e.at), ...note(e)].filter(Boolean).join(" · ")}</p>
    ${text && html`<p>${to ? html`<a href=${to}><span class="said">${text}</span></a>` : html`<span class="said">${text}</span>`}</p>`}</li>`;
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
