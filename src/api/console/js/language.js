// SPDX-License-Identifier: GPL-2.0-or-later
// The language of the page: strings by key, chosen by the reader and remembered.
import { recall, remember } from "./memory.js";

export const languages = { vi: "Tiếng Việt", en: "English" };

let strings = {};
let patterns = []; // sentences with a number or a name inside: [expression, text]
let chosen = "vi";

export function language() {
  return chosen;
}

export async function load_language(name = recall("language")) {
  chosen = languages[name] ? name : "vi";
  const file = await import(`../lang/${chosen}.js`);
  strings = file.default;
  patterns = file.sentences;
  document.documentElement.lang = chosen;
}

export async function choose_language(name) {
  remember("language", name);
  await load_language(name);
}

export function has(key) {
  return Object.hasOwn(strings, key);
}

// The string of a key, its {words} filled in. A string of two forms, "one|many", is chosen by the
// word `n`.
export function t(key, words = {}) {
  if (!has(key)) return key;
  const forms = strings[key].split("|");
  const form = forms.length > 1 && words.n !== 1 ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (whole, name) =>
    name === "n" && words.number !== undefined ? words.number : (words[name] ?? whole));
}

// A sentence of the daemon that a pattern of the language knows; null when none does.
export function by_pattern(text) {
  const found = patterns.find(([expression]) => expression.test(text));
  return found ? text.replace(found[0], found[1]) : null;
}
