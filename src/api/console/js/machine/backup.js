// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the database is sound, and a copy of it to keep elsewhere.
import { html, useState } from "../html.js";
import { download, get, useGet } from "../api.js";
import { duration, number } from "../format.js";
import { t } from "../language.js";
import { Fault, Note, toast, useDoing, Waiting } from "../parts.js";
import { sentence } from "../words.js";

function name_today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `thonbao-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.db`;
}

function megabytes(bytes) {
  return `${number((bytes / 1e6).toFixed(1))} MB`;
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
  return html`<div class="grid">
    <section class="card"><h2>${t("backup.title")}</h2><p>${t("backup.text")}</p>
      <${Fault} fault=${doing.fault}/>
      <div class="buttons"><button type="button" class="main" disabled=${doing.busy} onClick=${keep}>${doing.busy ? t("doing") : t("backup.download")}</button></div>
      <p class="hint">${t("backup.restore")}</p></section>
    <section class="card"><h2>${t("check.title")}</h2>
      ${stats.data ? html`<dl class="pairs">
        ${stats.data.uptime_s !== undefined && html`<div><dt>${t("check.uptime")}</dt><dd>${duration(stats.data.uptime_s * 1000)}</dd></div>`}
        ${stats.data.disk_free !== undefined && html`<div><dt>${t("check.disk")}</dt><dd>${megabytes(stats.data.disk_free)}</dd></div>`}
        ${stats.data.database_size !== undefined && html`<div><dt>${t("check.size")}</dt><dd>${megabytes(stats.data.database_size)}</dd></div>`}
        <div><dt>${t("book.households")}</dt><dd>${number(stats.data.households)}</dd></div></dl>` : html`<${Waiting} fault=${stats.fault}/>`}
      ${check && html`<${Note} kind=${check.ok ? "" : "bad"} icon=${check.ok ? "ok" : "alert"}>${check.ok ? t("check.ok") : check.faults.map(sentence).join(" ")}</${Note}>`}
      <${Fault} fault=${checking.fault}/>
      <div class="buttons"><button type="button" disabled=${checking.busy} onClick=${look}>${checking.busy ? t("doing") : t("check.now")}</button></div></section>
  </div>`;
}
