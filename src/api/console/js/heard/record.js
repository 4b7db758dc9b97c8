// SPDX-License-Identifier: GPL-2.0-or-later
// How a record of feedback is named.
import { html } from "../html.js";
import { t } from "../language.js";
import { sentence, word } from "../words.js";

export const categories = ["disaster", "health", "environment", "agriculture", "livestock", "infrastructure",
  "security", "policy", "meeting", "other"];

// "report, meeting" or "help 2, disaster, urgent"
function reading(text) {
  return text.split(", ").map((piece) => {
    const choice = /^(?:answer|help) (\d+)$/.exec(piece);
    if (choice) return t("heard.chose", { n: choice[1] });
    if (piece === "urgent") return t("heard.urgent");
    return word(categories.includes(piece) ? "category" : "kind_of", piece);
  }).join(", ");
}

// How a record was read, and how a person puts it right: "unclear, now report, livestock (was: no rule fits)".
export function correction(text) {
  const [, before, now, why] = /^(.*?), now (.*?)(?: \(was: (.*)\))?$/s.exec(text) ?? [];
  if (now === undefined) return text;
  return t("heard.corrected", { before: reading(before), now: reading(now) }) + (why ? ` (${sentence(why)})` : "");
}

export function Tags({ f }) {
  const tags = [
    f.urgent && ["bad", t("heard.urgent")],
    [f.kind === "help" ? "bad" : f.kind === "unclear" ? "warn" : "", f.choice ? t("heard.chose", { n: f.choice }) : word("kind_of", f.kind)],
    f.category && ["", word("category", f.category)],
    f.state === "closed" && ["plain", t("heard.closed")],
  ].filter(Boolean);
  return html`<span class="tags">${tags.map(([kind, text]) => html`<span key=${text} class=${`tag ${kind}`}>${text}</span>`)}</span>`;
}
