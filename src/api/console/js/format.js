// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers, money, dates and telephone numbers as Vietnam writes them, in both languages.
import { t } from "./language.js";

// 1032 as 1.032
export function number(value) {
  const [whole, rest] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return rest ? `${grouped},${rest}` : grouped;
}

export function money(dong) {
  return `${number(Math.round(dong))} đ`;
}

export function percent(part, whole) {
  return whole ? `${Math.round((100 * part) / whole)} %` : "–";
}

// A count with its word: t(key) has the forms.
export function count(key, n) {
  return t(key, { n, number: number(n) });
}

// The daemon writes times in the village's zone, "2026-11-28T19:30:00+07:00": they are shown as
// written there, wherever this browser stands.
const pieces = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/;

export function date(time) {
  const m = pieces.exec(time ?? "");
  return m ? `${m[3]}/${m[2]}/${m[1]}` : "";
}

export function clock(time) {
  const m = pieces.exec(time ?? "");
  return m ? `${m[4]}:${m[5]}` : "";
}

export function date_time(time) {
  return time ? `${date(time)} ${clock(time)}` : "";
}

// Now, in the zone in which `time` is written, in the same form.
function now_beside(time) {
  const zone = /([+-])(\d\d):(\d\d)$/.exec(time);
  const minutes = zone ? Number(zone[2]) * 60 + Number(zone[3]) : 0;
  const shift = (zone?.[1] === "-" ? -minutes : minutes) * 60000;
  return new Date(Date.now() + shift).toISOString();
}

export function is_to_come(time) {
  return Date.parse(time ?? "") > Date.now();
}

// Short where short is enough: only the hour today, the day before the hour else.
export function when(time) {
  if (!time) return "";
  return now_beside(time).slice(0, 10) === time.slice(0, 10)
    ? t("time.today", { clock: clock(time) })
    : date_time(time);
}

export function duration(ms) {
  const minutes = Math.round(ms / 60000);
  if (minutes < 1) return t("time.under_minute");
  if (minutes < 60) return count("time.minutes", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return count("time.days", Math.round(hours / 24));
  const rest = minutes % 60;
  return count("time.hours", hours) + (rest ? ` ${count("time.minutes", rest)}` : "");
}

// A number as it was typed, without what people put between its digits.
export function typed_phone(text) {
  return text.replace(/[\s.]/g, "");
}

// +84857483627 as 0857 483 627
export function phone(e164) {
  const m = /^\+84(\d{3})(\d{3})(\d{3})$/.exec(e164 ?? "");
  return m ? `0${m[1]} ${m[2]} ${m[3]}` : (e164 ?? "");
}

// Lower case, without accents: for searching.
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

// The first words of a text, for lists.
export function beginning(text, length = 90) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= length ? line : `${line.slice(0, length).replace(/\s\S*$/, "")}…`;
}
