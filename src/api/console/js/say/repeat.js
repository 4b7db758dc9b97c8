// SPDX-License-Identifier: GPL-2.0-or-later
// What comes again: by the week or the month, or by the moon; and reminders before the day.
import { html } from "../html.js";
import { t } from "../language.js";
import { Choice } from "../parts.js";

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const of_day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

// The day of "2026-11-24T07:00", by whose rule it comes again.
function day_of(at) {
  const date = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  return { week: of_day[date.getUTCDay()], month: date.getUTCDate() };
}

export function is_schedule(draft) {
  return draft.again !== "" || draft.remind !== "";
}

// The fields of a schedule: a rule of RFC 5545, or a day of the moon.
export function schedule_of(draft) {
  const fields = {};
  const { week, month } = day_of(draft.at);
  if (draft.again === "day") fields.repeat = "FREQ=DAILY";
  if (draft.again === "week") fields.repeat = `FREQ=WEEKLY;BYDAY=${week}`;
  if (draft.again === "month") fields.repeat = `FREQ=MONTHLY;BYMONTHDAY=${month}`;
  if (draft.again === "moon1") fields.lunar = "1";
  if (draft.again === "moon15") fields.lunar = "15";
  if (draft.remind) fields.remind = draft.remind;
  return fields;
}

// A rule in words; a rule made elsewhere is shown as it is.
export function rule_words(s) {
  if (s.lunar) return t("again.lunar", { day: s.lunar });
  const weekly = /^FREQ=WEEKLY;BYDAY=(\w\w)$/.exec(s.repeat);
  if (weekly && days.includes(weekly[1])) return t("again.weekly", { day: t(`day.${weekly[1]}`) });
  const monthly = /^FREQ=MONTHLY;BYMONTHDAY=(\d+)$/.exec(s.repeat);
  if (monthly) return t("again.monthly", { day: monthly[1] });
  if (s.repeat === "FREQ=DAILY") return t("again.day");
  return s.repeat || t("again.once");
}

export function Repeat({ draft, change }) {
  const { week, month } = day_of(draft.at);
  return html`
    <${Choice} label=${t("again.title")} value=${draft.again} change=${(again) => change({ again })} options=${[
      ["", t("again.none")], ["day", t("again.day")], ["week", t("again.weekly", { day: t(`day.${week}`) })],
      ["month", t("again.monthly", { day: month })], ["moon1", t("again.moon1")], ["moon15", t("again.moon15")]]}/>
    <${Choice} label=${t("remind.title")} value=${draft.remind} change=${(remind) => change({ remind })} options=${[
      ["", t("remind.none")], ["evening", t("remind.evening")], ["3d,evening", t("remind.three")]]}/>`;
}
