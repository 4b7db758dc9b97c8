// SPDX-License-Identifier: GPL-2.0-or-later
// What the daemon says in English, in the reader's language. Its words and sentences are keys in
// lang/; a sentence that is not there is shown as it came.
import { LinkDown } from "./api.js";
import { fold } from "./format.js";
import { by_pattern, has, t } from "./language.js";

export function word(space, name) {
  const key = `${space}.${name}`;
  return has(key) ? t(key) : name;
}

function known_words(text) {
  if (has(`said.${text}`)) return t(`said.${text}`);
  if (has(`state.${text}`)) return t(`state.${text}`);
  if (/^"[^"]*"$/.test(text)) return text; // words of the text itself
  return by_pattern(text);
}

// A number behind it is a code of the network.
function known(text) {
  const whole = known_words(text);
  const code = whole === null && / \((\d+)\)$/.exec(text);
  const first = code ? known_words(text.slice(0, code.index)) : null;
  return first === null ? whole : `${first}${code[0]}`;
}

// A sentence is a key of its own ("said.the network refused it") or fits a pattern; else what stands
// before and behind a sign is tried, and a detail stays as it came.
export function sentence(text) {
  if (!text) return "";
  const whole = known(text);
  if (whole !== null) return whole;
  for (const sign of ["; ", ": ", ", "]) {
    const at = text.indexOf(sign);
    if (at < 0) continue;
    const first = known(text.slice(0, at));
    if (first !== null) return `${first}${sign}${sentence(text.slice(at + 2))}`;
  }
  return text;
}

// What a household sent, as it came; a call that rang has no words.
export function heard_text(text) {
  return !text || text === "☎" ? t("heard.call") : text;
}

// What went wrong, for the person who asked.
export function fault_sentence(fault) {
  if (fault instanceof LinkDown) return t("link.down");
  const told = by_pattern(fault.message);
  if (told !== null) return told;
  if (fault.code && has(`error.${fault.code}`)) return t(`error.${fault.code}`);
  return fault.message || t("error.other");
}

// Villages name groups without accents ("nongdan"): the usual ones are shown as they are spoken.
export function group_name(name) {
  const key = `group.${fold(name).replace(/[^a-z0-9]/g, "")}`;
  return has(key) ? t(key) : name;
}

export function audience(names) {
  if (names === "all") return t("group.all");
  return (names ?? "").split(",").filter(Boolean).map(group_name).join(", ");
}

// Rows with a cluster, as one counts: 2 before 10.
export function in_order(rows) {
  return rows.slice().sort((a, b) => a.cluster.localeCompare(b.cluster, "vi", { numeric: true }));
}

export function cluster_name(cluster) {
  if (!cluster) return t("cluster.none");
  return /^\d/.test(cluster) ? t("cluster.of", { cluster }) : cluster;
}
