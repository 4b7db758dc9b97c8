// SPDX-License-Identifier: GPL-2.0-or-later
// What the daemon says in English, in the reader's language. Its words and sentences are keys in
// lang/; a sentence that is not there is shown as it came.
import { LinkDown } from "./api.js";
import { fold } from "./format.js";
import { has, t } from "./language.js";

export function word(space, name) {
  const key = `${space}.${name}`;
  return has(key) ? t(key) : name;
}

// "the network refused it" is the key "said.the network refused it". A sentence may carry a
// detail in quotes or behind a colon, which is kept.
export function sentence(text) {
  if (!text || has(`said.${text}`)) return text ? t(`said.${text}`) : "";
  const colon = text.indexOf(": ");
  if (colon < 0) return text;
  const head = text.slice(0, colon);
  const rest = text.slice(colon + 2);
  const first = has(`state.${head}`) ? t(`state.${head}`) : has(`said.${head}`) && t(`said.${head}`);
  return first ? `${first}: ${sentence(rest)}` : text;
}

// What went wrong, for the person who asked.
export function fault_sentence(fault) {
  if (fault instanceof LinkDown) return t("link.down");
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

export function cluster_name(cluster) {
  if (!cluster) return t("cluster.none");
  return /^\d/.test(cluster) ? t("cluster.of", { cluster }) : cluster;
}
