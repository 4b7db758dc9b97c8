// SPDX-License-Identifier: GPL-2.0-or-later
// Where the text on the handset may be read otherwise than it was written.
import { fold } from "../format.js";

const word_pattern = /[\p{L}\p{M}]+/gu;

// The text as it goes on the air, in pieces: {text} or {text, written, twins}. `ambiguous` are the
// daemon's finds in the text as written: [{from, to, words}] in UTF-16 units. Words are matched one by
// one; where the two texts part ways nothing more is marked.
export function marked(written, air, ambiguous) {
  const originals = [...written.matchAll(word_pattern)];
  const finds = new Map(ambiguous.map((find) => [find.from, find]));
  const pieces = [];
  let from = 0;
  let i = 0;
  for (const match of air.matchAll(word_pattern)) {
    while (i < originals.length && fold(originals[i][0]) !== fold(match[0])) i++;
    const original = originals[i++];
    const find = original && finds.get(original.index);
    if (!find) continue;
    const word = original[0].toLowerCase();
    pieces.push({ text: air.slice(from, match.index) });
    pieces.push({ text: match[0], written: word, twins: find.words.split(" ").filter((twin) => twin !== word) });
    from = match.index + match[0].length;
  }
  pieces.push({ text: air.slice(from) });
  return pieces;
}
