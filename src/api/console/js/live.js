// SPDX-License-Identifier: GPL-2.0-or-later
// Live events of the daemon; where they cannot be had, a reminder every few seconds to ask again.
import { useEffect, useRef } from "./html.js";
import { is_link_up, watch_link } from "./api.js";

const kinds = ["announcement", "carrier", "feedback"];
const poll_ms = 5000;
const again_ms = 30000;
const counts_ms = 1000;
const watchers = new Set(); // {kind, fn}
let source = null;
let polling = null;
let again = null;

// fn(null): something may have changed.
function tell(kind, value) {
  for (const watcher of watchers) if (!kind || watcher.kind === kind) watcher.fn(value);
}

function stop() {
  source?.close();
  source = null;
  clearInterval(polling);
  clearTimeout(again);
  polling = again = null;
}

// The browser itself connects again after a break; where it gives up (too many readers, a proxy
// that cuts the stream), we ask from time to time, and try the stream again later.
function fall_back() {
  stop();
  polling = setInterval(() => is_link_up() && tell(null, null), poll_ms);
  again = setTimeout(start, again_ms);
}

function start() {
  stop();
  if (!watchers.size) return;
  source = new EventSource("/api/events");
  let broken = false;
  for (const kind of kinds)
    source.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
  source.addEventListener("open", () => {
    if (broken) tell(null, null); // what was told meanwhile, we have missed
    broken = false;
  });
  source.addEventListener("error", () => {
    broken = true;
    if (source?.readyState === EventSource.CLOSED) fall_back();
  });
}

watch_link((up) => up && watchers.size && start());

export function stop_live() {
  stop();
}

// For a page: fn(value) at each event of the kind, fn(null) when it should ask again itself.
export function useLive(kind, fn) {
  const latest = useRef(fn);
  latest.current = fn;
  useEffect(() => {
    const watcher = { kind, fn: (value) => latest.current(value) };
    watchers.add(watcher);
    if (!source && !polling) start();
    return () => {
      watchers.delete(watcher);
      if (!watchers.size) stop();
    };
  }, [kind]);
}

// The same for what is asked for anew, which one event costs as much as many: once a second at most.
export function useLiveCounts(kind, wants, reload) {
  const asked = useRef(null);
  const latest = useRef(reload);
  latest.current = reload;
  useLive(kind, (value) => {
    if (asked.current || (value !== null && !wants(value))) return;
    asked.current = setTimeout(() => {
      asked.current = null;
      latest.current();
    }, counts_ms);
  });
  useEffect(() => () => clearTimeout(asked.current), []);
}
