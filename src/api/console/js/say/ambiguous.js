// SPDX-License-Identifier: GPL-2.0-or-later
// Words of announcements that may be read as another without their accents. Nearly every syllable of
// Vietnamese has a twin; these are the ones whose confusion does harm in what a village says.
import { fold } from "../format.js";

const families = [
  "bão báo bảo", "mưa mua mùa", "lũ lu", "cháy chạy chay", "mười muỗi muối", "sáng sang", "tối tôi",
  "năm nằm nấm", "thứ thu thử", "bảy bày", "bán bàn bạn ban bản", "cấm cầm cảm", "đóng đồng động đông",
  "hoãn hoàn", "họp hợp hộp", "lúa lụa lừa", "bò bỏ", "lợn lớn", "dịch đích", "dại dài đại", "thuốc thước thuộc",
  "tiêm tiệm", "độc đọc dốc", "nặng nắng", "vỡ vở vợ", "đê đề đẻ để", "đập đáp", "sạt sát", "lở lỡ", "vay váy",
  "nợ nở", "tiền tiên tiến", "đất đạt dắt", "má ma mạ mã", "hạn hàn hẹn", "phòng phong phóng", "trộm trọm",
  "điện diện", "mất mắt mát", "chưa chữa chứa chùa", "trước trượt", "sau sáu", "vắc vác", "rau rầu", "sâu sấu",
  "khóa khoa", "hỏng hông", "tràn trán trần", "chó cho chợ", "gạo gào", "cúm cùm",
];

const twins = new Map(); // the word as written: the others it may be taken for
for (const family of families) {
  const words = family.split(" ");
  for (const word of words)
    twins.set(word, [...new Set([...(twins.get(word) ?? []), ...words.filter((w) => w !== word)])]);
}

const word_pattern = /[\p{L}\p{M}]+/gu;

function words_of(text) {
  return [...text.normalize("NFC").matchAll(word_pattern)];
}

// The pieces of the text as it goes on the air, in order: {text, twins (or null)}. Words are matched
// one by one with what was written; where the two part ways nothing more is marked.
export function marked(written, air) {
  const originals = words_of(written);
  const pieces = [];
  let from = 0;
  let i = 0;
  for (const match of words_of(air)) {
    while (i < originals.length && fold(originals[i][0]) !== fold(match[0])) i++;
    const original = originals[i++]?.[0].toLowerCase();
    const lost = original && match[0].toLowerCase() !== original && twins.get(original);
    if (!lost) continue;
    pieces.push({ text: air.slice(from, match.index), twins: null });
    pieces.push({ text: match[0], written: original, twins: lost });
    from = match.index + match[0].length;
  }
  pieces.push({ text: air.slice(from), twins: null });
  return pieces;
}
