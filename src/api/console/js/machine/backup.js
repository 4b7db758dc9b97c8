// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the database is sound, and a copy of it to keep elsewhere.
import { html, useState } from "../html.js";
import { download, get, post, useGet } from "../api.js";
import { date_time, duration, number } from "../format.js";
import { t } from "../language.js";
import { Fault, Note, toast, useDoing, Waiting } from "../parts.js";
import { sentence } from "../words.js";

function name_today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `thonbao-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.db`;
}

function size(bytes) {
  return bytes >= 1e9 ? `${number((bytes / 1e9).toFixed(1))} GB` : `${number((bytes / 1e6).toFixed(1))} MB`;
}

// The machine's clock, when the house doubts it: a person says which is right.
function Clock({ clock, reload }) {
  const doing = useDoing();
  if (!clock || clock.state === "right") return null;
  const confirm = () => doing.act(async () => {
    await post("/api/clock/confirm");
    await reload();
  });
  return html`<section class="card"><h2>${t("clock.title")}</h2><p>${t("clock.text")}</p>
    ${clock.state === "unknown" && html`<p class="hint">${t("clock.held")}</p>`}
    <dl class="pairs"><div><dt>${t("clock.machine")}</dt><dd>${date_time(clock.machine) || "–"}</dd></div>
      <div><dt>${t("clock.house")}</dt><dd>${date_time(clock.at) || "–"}</dd></div></dl>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button type="button" class="main" disabled=${doing.busy} onClick=${confirm}>${t("clock.confirm")}</button></div>
    <p class="hint">${t("clock.otherwise")}</p></section>`;
}

export function Backup() {
  const stats = useGet("/api/stats");
  const [check, set_check] = useState(null);
  const doing = useDoing();
  const checking = useDoing();
  const keep = () => doing.act(async () => {
    await download("POST", "/api/backup", name_today());
    toast(t("backup.done"));
  });
  const look = () => checking.act(async () => set_check(await get("/api/check")));
  return html`<div class="grid"><${Clock} clock=${stats.data?.clock} reload=${stats.reload}/>
    <section class="card"><h2>${t("backup.title")}</h2><p>${t("backup.text")}</p>
      <${Fault} fault=${doing.fault}/>
      <div class="buttons"><button type="button" class="main" disabled=${doing.busy} onClick=${keep}>${doing.busy ? t("doing") : t("backup.download")}</button></div>
      <p class="hint">${t("backup.restore")}</p></section>
    <section class="card"><h2>${t("check.title")}</h2>
      ${stats.data ? html`<dl class="pairs">
        <div><dt>${t("check.uptime")}</dt><dd>${duration(stats.data.uptime_s * 1000)}</dd></div>
        <div><dt>${t("check.disk")}</dt><dd>${size(stats.data.disk_free)}</dd></div>
        <div><dt>${t("check.size")}</dt><dd>${size(stats.data.database_size)}</dd></div>
        <div><dt>${t("book.households")}</dt><dd>${number(stats.data.households)}</dd></div></dl>` : html`<${Waiting} fault=${stats.fault}/>`}
      ${check && html`<${Note} kind=${check.ok ? "" : "bad"} icon=${check.ok ? "ok" : "alert"}>${check.ok ? t("check.ok") : check.faults.map(sentence).join(" ")}</${Note}>`}
      <${Fault} fault=${checking.fault}/>
      <div class="buttons"><button type="button" disabled=${checking.busy} onClick=${look}>${checking.busy ? t("doing") : t("check.now")}</button></div></section>
  </div>`;
}
