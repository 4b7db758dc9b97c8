// SPDX-License-Identifier: GPL-2.0-or-later
// How a record of feedback is named.
import { html } from "../html.js";
import { t } from "../language.js";
import { word } from "../words.js";

export const categories = ["disaster", "health", "environment", "agriculture", "livestock", "infrastructure",
  "security", "policy", "meeting", "other"];

export function Tags({ f }) {
  const tags = [
    f.urgent && ["bad", t("heard.urgent")],
    [f.kind === "help" ? "bad" : f.kind === "unclear" ? "warn" : "", f.choice ? t("heard.chose", { n: f.choice }) : word("kind_of", f.kind)],
    f.category && ["", word("category", f.category)],
    f.state === "closed" && ["plain", t("heard.closed")],
  ].filter(Boolean);
  return html`<span class="tags">${tags.map(([kind, text]) => html`<span key=${text} class=${`tag ${kind}`}>${text}</span>`)}</span>`;
}
