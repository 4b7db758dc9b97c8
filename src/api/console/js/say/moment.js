// SPDX-License-Identifier: GPL-2.0-or-later
// A day and an hour to choose, in the village's time and written as Vietnam writes them: a browser's
// own field for it speaks the language of the browser.
import { html } from "../html.js";
import { useGet } from "../api.js";
import { t } from "../language.js";
import { useId } from "../parts.js";

const days_ahead = 120;
const of_day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const two = (n) => String(n).padStart(2, "0");

// Day n after "2026-11-28", in the same form.
function day_after(day, n) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86400000).toISOString().slice(0, 10);
}

// The day that the village has now; the browser's own until the daemon has said.
export function useToday() {
  const now = useGet("/api/stats").data?.clock?.at;
  const here = new Date();
  return now?.slice(0, 10) ?? `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
}

export function next_morning(today) {
  return `${day_after(today, 1)}T07:00`;
}

function day_name(day, today) {
  const written = `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
  if (day === today) return `${t("time.this_day")}, ${written}`;
  if (day === day_after(today, 1)) return `${t("time.next_day")}, ${written}`;
  return `${t(`day.${of_day[new Date(`${day}T00:00:00Z`).getUTCDay()]}`)}, ${written}`;
}

function Select({ id, label, value, options, change }) {
  return html`<select id=${id} aria-label=${label} onChange=${(e) => change(e.target.value)}>
    ${options.map(([v, text]) => html`<option key=${v} value=${v} selected=${v === value}>${text}</option>`)}</select>`;
}

function with_value(list, value) {
  return !value || list.includes(value) ? list : [...list, value].sort();
}

// value: "2026-11-29T07:00", or "" for none where `optional`.
export function Moment({ label, hint, optional, value, change }) {
  const id = useId();
  const today = useToday();
  const [day, clock] = value ? value.split("T") : ["", "07:00"];
  const [hour, minute] = clock.split(":");
  const set = (d, h, m) => change(d ? `${d}T${h}:${m}` : "");
  const days = with_value(Array.from({ length: days_ahead }, (_, n) => day_after(today, n)), day).map((d) => [d, day_name(d, today)]);
  const hours = Array.from({ length: 24 }, (_, n) => [two(n), t("time.hour", { hour: two(n) })]);
  const minutes = with_value(Array.from({ length: 12 }, (_, n) => two(5 * n)), minute).map((m) => [m, m]);
  return html`<fieldset class="moment" aria-describedby=${hint ? `${id}h` : undefined}><legend>${label}${optional && html` <span class="optional">${t("optional")}</span>`}</legend>
    ${hint && html`<p class="hint" id=${`${id}h`}>${hint}</p>`}
    <div class="moment-row">
      <${Select} label=${t("time.day")} value=${day} options=${optional ? [["", t("time.no_day")], ...days] : days} change=${(d) => set(d, hour, minute)}/>
      ${day && html`<${Select} label=${t("time.the_hour")} value=${hour} options=${hours} change=${(h) => set(day, h, minute)}/>
      <${Select} label=${t("time.the_minute")} value=${minute} options=${minutes} change=${(m) => set(day, hour, m)}/>`}
    </div>
  </fieldset>`;
}
