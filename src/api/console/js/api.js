// SPDX-License-Identifier: GPL-2.0-or-later
// Asking the daemon. Answers to GET are kept until the page is closed, so that a page can show what
// was known last when the link is down.
import { useCallback, useEffect, useState } from "./html.js";

const known = new Map(); // path: what was answered last
const asked = new Map(); // path: the answer that is awaited
const watchers = new Set(); // {path, fn}: pages that show what is known there
const link_watchers = new Set();
const retry_ms = 3000;
let link_up = true;
let csrf = "";
let signed_out = () => {};

// The daemon said no: `message` is its sentence, `code` is for us.
export class Refusal extends Error {
  constructor(status, error) {
    super(error.message ?? "");
    this.status = status;
    this.code = error.code ?? "";
    this.field = error.field ?? "";
  }
}

// The daemon cannot be reached.
export class LinkDown extends Error {}

export function set_csrf(token) {
  csrf = token ?? "";
}

export function on_signed_out(fn) {
  signed_out = fn;
}

export function is_link_up() {
  return link_up;
}

export function watch_link(fn) {
  link_watchers.add(fn);
  return () => link_watchers.delete(fn);
}

function set_link(up) {
  if (up === link_up) return;
  link_up = up;
  for (const fn of link_watchers) fn(up);
  if (!up) setTimeout(try_link, retry_ms);
}

async function try_link() {
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (answer.status < 502 || answer.status > 504) return set_link(true);
  } catch {
    // still down
  }
  setTimeout(try_link, retry_ms);
}

// A name for one act of the person, so that the daemon does it once however often we ask.
export function new_key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16)).join("");
}

async function ask(method, path, { body, bytes, key } = {}) {
  const headers = {};
  if (csrf && method !== "GET") headers["X-CSRF-Token"] = csrf;
  if (key) headers["Idempotency-Key"] = key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, cache: "no-store", credentials: "same-origin",
      body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  } catch {
    set_link(false);
    throw new LinkDown();
  }
  set_link(true);
  return answer;
}

async function refuse(answer) {
  const error = (await answer.json().catch(() => ({}))).error ?? {};
  if (error.code === "sign_in") signed_out();
  if (answer.status === 502 || answer.status === 504) {
    set_link(false);
    throw new LinkDown();
  }
  throw new Refusal(answer.status, error);
}

async function request(method, path, more) {
  const answer = await ask(method, path, more);
  if (!answer.ok) return refuse(answer);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

function take(path, value) {
  known.set(path, value);
  for (const watcher of watchers) if (watcher.path === path) watcher.fn();
}

export function get(path) {
  const answer = request("GET", path).then((value) => {
    take(path, value);
    return value;
  }).finally(() => asked.get(path) === answer && asked.delete(path));
  asked.set(path, answer);
  return answer;
}

export const post = (path, body = {}, key) => request("POST", path, { body, key });
export const put = (path, body) => request("PUT", path, { body });
export const remove = (path) => request("DELETE", path);
export const post_bytes = (path, bytes) => request("POST", path, { bytes });

// A file of the daemon, handed to the browser to keep.
export async function download(method, path, name) {
  const answer = await ask(method, path, method === "GET" ? {} : { body: {} });
  if (!answer.ok) return refuse(answer);
  save(await answer.blob(), name);
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// What was known at `path`, and at what begins so, is not true any more.
export function forget(path) {
  for (const name of known.keys()) if (name.startsWith(path)) known.delete(name);
}

export function forget_all() {
  known.clear();
}

// For a page: the answer to GET `path`, at once what was known, then what is. `path` may be null for
// not yet. {data, fault, busy, reload, change(fn of data)}
export function useGet(path) {
  const [, set_turn] = useState(0);
  const [state, set_state] = useState({ path: null, fault: null, busy: true });
  const ask_for = useCallback(async (awaited) => {
    if (!path) return;
    try {
      await (awaited ?? get(path));
      set_state({ path, fault: null, busy: false });
    } catch (fault) {
      set_state({ path, fault, busy: false });
    }
  }, [path]);
  const reload = useCallback(() => ask_for(), [ask_for]);
  useEffect(() => {
    const watcher = { path, fn: () => set_turn((turn) => turn + 1) };
    watchers.add(watcher);
    ask_for(asked.get(path)); // what another piece of the page has asked for is not asked for twice
    const unwatch = watch_link((up) => up && reload());
    return () => {
      watchers.delete(watcher);
      unwatch();
    };
  }, [ask_for, reload]);
  const change = useCallback((fn) => take(path, fn(known.get(path))), [path]);
  const mine = state.path === path;
  return {
    data: path ? known.get(path) : undefined,
    fault: mine ? state.fault : null,
    busy: path !== null && (!mine || state.busy),
    reload, change,
  };
}
