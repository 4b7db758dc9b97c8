// SPDX-License-Identifier: GPL-2.0-or-later
// A list dropped on the page: what would become of it, row by row; and only then it is taken in.
import { html, useEffect, useRef, useState } from "../html.js";
import { forget, post_bytes, useGet } from "../api.js";
import { count, number } from "../format.js";
import { has, t } from "../language.js";
import { Fault, Icon, Note, Page, useDoing, useId } from "../parts.js";
import { group_name, word } from "../words.js";
import { BookTabs } from "./tabs.js";

const most_bytes = 16e6;

function cell(value) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

// A sheet of a workbook as the CSV that the daemon reads: the first one that holds rows.
async function csv_of_workbook(file) {
  const read = (await import("../../vendor/xlsx-9.3.17.js")).default;
  const sheets = await read(file);
  const rows = sheets.find((sheet) => sheet.data.length)?.data ?? [];
  return new TextEncoder().encode(rows.map((row) => row.map(cell).join(",")).join("\n"));
}

class UnreadableFile extends Error {
  constructor(code) {
    super();
    this.code = code;
  }
}

async function bytes_of(file) {
  if (file.size > most_bytes) throw new UnreadableFile("body_too_large");
  if (/\.xls$/i.test(file.name)) throw new UnreadableFile("old_workbook");
  if (!/\.xlsx$/i.test(file.name)) return file.arrayBuffer();
  try {
    return await csv_of_workbook(file);
  } catch {
    throw new UnreadableFile("unreadable_workbook");
  }
}

const take = (bytes, name, dry_run) =>
  post_bytes(`/api/import?${new URLSearchParams({ name: name.slice(0, 200), ...(dry_run && { dry_run: "1" }) })}`, bytes);

function Drop({ choose, busy }) {
  const id = useId();
  const [over, set_over] = useState(false);
  const drop = (event) => {
    event.preventDefault();
    set_over(false);
    if (event.dataTransfer.files[0]) choose(event.dataTransfer.files[0]);
  };
  return html`<div class=${over ? "drop over" : "drop"} onDragOver=${(e) => { e.preventDefault(); set_over(true); }} onDragLeave=${() => set_over(false)} onDrop=${drop}>
    <label class="button main" for=${id}>${busy ? t("doing") : t("import.choose")}</label>
    <input id=${id} class="unseen" type="file" accept=".csv,.txt,.tsv,.xlsx,text/csv" disabled=${busy} onChange=${(e) => { if (e.target.files[0]) choose(e.target.files[0]); e.target.value = ""; }}/>
    <p class="hint">${t("import.drop")}</p>
  </div>`;
}

// Two remarks name what a column holds, in the daemon's words.
const columns = (words) => words.split(", ").map((name) => word("column", name)).join(", ");

function remark_text(r) {
  const key = `remark.${r.code}`;
  const v = r.code === "conflict" ? columns(r.value) : r.value;
  const d = r.code === "guessed_column" ? columns(r.detail) : r.detail;
  return has(key) ? t(key, { v, d, o: r.other_row, w: word("reason", r.reason) }) : r.message;
}

function Remarks({ remarks, severity, kind }) {
  const [all, show_all] = useState(false);
  const rows = remarks.filter((r) => r.severity === severity);
  if (!rows.length) return null;
  return html`<details class="card" open=${severity === "set_aside"}><summary><span>${t(`import.${severity}`)} <span class=${`tag ${kind}`}>${number(rows.length)}</span><small>${t(`import.${severity}_hint`)}</small></span></summary>
    <div class="table" tabindex="0" role="region" aria-label=${t(`import.${severity}`)}><table><thead><tr><th scope="col" class="n">${t("import.row")}</th><th scope="col">${t("import.what")}</th></tr></thead><tbody>
      ${rows.slice(0, all ? rows.length : 50).map((r, i) => html`<tr key=${i}><td class="n">${r.row || "–"}</td><td class="said">${remark_text(r)}</td></tr>`)}
    </tbody></table></div>
    ${rows.length > 50 && !all && html`<div class="buttons"><button type="button" onClick=${() => show_all(true)}>${t("further")} (${number(rows.length - 50)})</button></div>`}
  </details>`;
}

function Preview({ answer }) {
  const { done, totals } = answer;
  const fact = (key, n) => html`<div><dt>${t(`import.${key}`)}</dt><dd>${number(n)}</dd></div>`;
  return html`<section class="card" aria-label=${t("import.would")}>
    <dl class="facts">${fact("households", totals.households)}${fact("mobiles", totals.mobiles)}${fact("added", done.added)}${fact("changed", done.changed)}${fact("unchanged", done.unchanged)}${fact("without", totals.households - totals.with_mobile)}</dl>
    ${answer.groups.length > 0 && html`<p class="hint">${t("book.groups")}: ${answer.groups.map((g) => `${group_name(g.name)} ${number(g.households)}`).join(" · ")}</p>`}
  </section>
  <${Remarks} remarks=${answer.remarks} severity="set_aside" kind="bad"/>
  <${Remarks} remarks=${answer.remarks} severity="mended" kind=""/>
  <${Remarks} remarks=${answer.remarks} severity="listed" kind="plain"/>`;
}

// How far a long list is, while it is taken in.
function Standing() {
  const standing = useGet("/api/import");
  useEffect(() => {
    const timer = setInterval(standing.reload, 1000);
    return () => clearInterval(timer);
  }, [standing.reload]);
  const s = standing.data;
  return s?.state === "taking" && html`<p class="hint num" role="status">${t("import.taking", { taken: number(s.taken), households: number(s.households) })}</p>`;
}

export default function Import() {
  const [file, set_file] = useState(null); // {name, bytes}
  const [answer, set_answer] = useState(null);
  const doing = useDoing();
  const top = useRef(null);
  const preview = useRef(null);
  useEffect(() => {
    if (answer?.dry_run) preview.current?.scrollIntoView({ block: "start" });
  }, [answer]);
  const choose = (chosen) => doing.act(async () => {
    set_answer(null);
    const bytes = await bytes_of(chosen);
    set_file({ name: chosen.name, bytes });
    set_answer(await take(bytes, chosen.name, true));
  });
  const accept = () => doing.act(async () => {
    set_answer(await take(file.bytes, file.name, false));
    for (const path of ["/api/households", "/api/clusters", "/api/groups", "/api/stats"]) forget(path);
    top.current?.scrollIntoView();
  });
  const taken = answer && !answer.dry_run;
  return html`<${Page} title=${t("book.title")}>
    <${BookTabs} here="#/book/import"/>
    <div ref=${top}></div>
    <div class="cards">
      ${taken ? html`<${Note} icon="ok"><b>${t("import.done", { added: number(answer.done.added), changed: number(answer.done.changed) })}</b></${Note}><div class="buttons"><a class="button main" href="#/say">${t("say.title")}<${Icon} name="go"/></a></div>`
        : html`<section class="card" aria-label=${t("book.import")}><p>${t("import.text")}</p><${Drop} choose=${choose} busy=${doing.busy}/></section>`}
      <${Fault} fault=${doing.fault}/>
      ${answer && html`<h2 role="status" class="landing" ref=${preview}>${t(taken ? "import.was" : "import.would")} <span class="hint">${file.name}</span></h2><${Preview} answer=${answer}/>`}
    </div>
    ${answer && !taken && html`<div class="send-bar"><div class="sum"><b>${count("households", answer.totals.households)}</b> · ${doing.busy ? html`<${Standing}/>` : t("import.not_yet")}</div><button type="button" class="main" disabled=${doing.busy} onClick=${accept}>${doing.busy ? t("doing") : t("import.accept")}<${Icon} name="go"/></button></div>`}
  </${Page}>`;
}
