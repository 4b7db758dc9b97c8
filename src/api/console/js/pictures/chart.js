// SPDX-License-Identifier: GPL-2.0-or-later
// A chart over time, drawn by uPlot, with the table behind it. The library is fetched when the first
// chart is wanted.
import { html, useEffect, useRef, useState } from "../html.js";
import { number } from "../format.js";
import { t } from "../language.js";

const height = 240;
const colours = ["--accent", "--c2", "--c3", "--c4", "--c5", "--c6"];
let library = null;

function load() {
  library ??= import("../../vendor/uplot-1.6.32.js").then((module) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "vendor/uplot-1.6.32.css";
    document.head.append(style);
    return module.default;
  });
  return library;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const day_s = 86400;

// With an empty day before and after, so that the first and the last bar are whole and one day alone
// has its place.
function padded(times, values) {
  return [[times[0] - day_s, ...times, times.at(-1) + day_s], ...values.map((list) => [null, ...list, null])];
}

const two = (n) => String(n).padStart(2, "0");
const day = (seconds) => {
  const d = new Date(seconds * 1000);
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}`;
};

function axis(more) {
  return { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "14px sans-serif", ...more };
}

function options(uPlot, { width, series, kind }) {
  const paths = { bars: uPlot.paths.bars({ size: [0.7, 44] }), steps: uPlot.paths.stepped({ align: 1 }) }[kind];
  return {
    width, height, tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    cursor: { drag: { x: false, y: false } }, legend: { live: false, markers: { fill: (u, i) => u.series[i].stroke(u, i) } },
    scales: { y: { range: (u, low, high) => [0, Math.max(1, high) * 1.1] } },
    axes: [axis({ values: (u, ticks) => ticks.map(day), space: 60, incrs: [1, 2, 3, 7, 14, 30, 60].map((n) => n * 86400) }),
      axis({ values: (u, ticks) => ticks.map((n) => (Number.isInteger(n) ? number(n) : "")), size: 80 })],
    series: [{}, ...series.map((s, i) => ({
      label: s.label, stroke: colour(colours[i % colours.length]), width: 2.5, paths, points: { show: kind !== "bars" && s.values.length < 40, size: 6 },
      fill: kind === "bars" ? `${colour(colours[i % colours.length])}cc` : undefined, spanGaps: true,
    }))],
  };
}

// times: days as "2026-11-28" or RFC 3339; series: [{label, values}].
export function Chart({ title, times, series, kind, format = number }) {
  const place = useRef(null);
  const [failed, set_failed] = useState(false);
  const data = JSON.stringify([times, series]);
  useEffect(() => {
    let plot = null;
    let wanted = true;
    const observer = new ResizeObserver(([entry]) => plot?.setSize({ width: Math.floor(entry.contentRect.width), height }));
    load().then((uPlot) => {
      if (!wanted) return;
      const x = times.map((time) => Date.parse(`${time.slice(0, 10)}T00:00:00Z`) / 1000 + (kind === "steps" ? clock_seconds(time) : 0));
      const values = series.map((s) => s.values);
      plot = new uPlot(options(uPlot, { width: place.current.clientWidth, series, kind }), kind === "bars" && x.length ? padded(x, values) : [x, ...values], place.current);
      observer.observe(place.current);
    }, () => set_failed(true));
    return () => {
      wanted = false;
      observer.disconnect();
      plot?.destroy();
    };
  }, [data, kind]);
  return html`<div class="chart" ref=${place} role="img" aria-label=${title}></div>
    ${failed && html`<p class="hint">${t("chart.failed")}</p>`}
    <details class="behind"><summary><span>${t("chart.table")}</span></summary><div class="table" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr><th scope="col">${t("chart.day")}</th>${series.map((s) => html`<th scope="col" class="n" key=${s.label}>${s.label}</th>`)}</tr></thead>
      <tbody>${times.map((time, i) => html`<tr key=${time}><th scope="row">${time.slice(8, 10)}/${time.slice(5, 7)}/${time.slice(0, 4)}${kind === "steps" ? ` ${time.slice(11, 16)}` : ""}</th>
        ${series.map((s) => html`<td class="n" key=${s.label}>${s.values[i] === null || s.values[i] === undefined ? "–" : format(s.values[i])}</td>`)}</tr>`)}</tbody>
    </table></div></details>`;
}

function clock_seconds(time) {
  return Number(time.slice(11, 13) || 0) * 3600 + Number(time.slice(14, 16) || 0) * 60;
}
