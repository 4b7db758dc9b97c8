// SPDX-License-Identifier: GPL-2.0-or-later
// An announcement while it is being written: what the form holds, and what of it goes to the daemon.
import { recall, remember } from "../memory.js";
import { is_schedule, schedule_of } from "./repeat.js";

export function new_draft() {
  return {
    to: [], except: [], text: "", options: [], help: 0, ack: false,
    kind: "notice", priority: "routine", accents: "auto", flash: false,
    at: "", expires: "", replaces: 0, correction: "", again: "", remind: "",
  };
}

const strings = (list) => list.filter((one) => typeof one === "string");
const is_option = (one) => typeof one?.label === "string" && typeof one.words === "string";

// A draft of what was kept of one, here or with the daemon, where other programs write as well: what
// is not of the form is left out.
export function draft_from(kept) {
  const draft = new_draft();
  for (const [name, empty] of Object.entries(draft)) {
    const value = kept?.[name];
    if (typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty)) draft[name] = value;
  }
  return { ...draft, to: strings(draft.to), except: strings(draft.except), options: draft.options.filter(is_option) };
}

// Kept in this browser at every change, so that a closed page loses nothing.
export function kept_draft() {
  return draft_from(recall("draft"));
}

export function keep_draft(draft) {
  remember("draft", is_empty(draft) ? undefined : draft);
}

export function is_empty(draft) {
  return !draft.text.trim() && !draft.to.length && !draft.options.length;
}

// What is written in a datetime input, "2026-11-24T06:30", as the daemon reads it.
const spaced = (time) => time.replace("T", " ");

// A label or word that would end the option's line early is of no use in it.
const plain = (text) => text.replace(/[|=,\n]/g, " ").replace(/\s+/g, " ").trim();

function option_line(option, index) {
  const words = option.words.split(",").map(plain).filter(Boolean).join(",");
  return `${index + 1}=${plain(option.label)}${words ? `|${words}` : ""}`;
}

export function used_options(draft) {
  return draft.options.filter((option) => plain(option.label));
}

// The body of POST /api/estimate, /api/announcements and, when it comes again, /api/schedules.
export function request_of(draft) {
  const options = used_options(draft);
  const body = {
    to: draft.to.join(","), text: draft.text, kind: draft.kind, priority: draft.priority,
    accents: draft.accents,
  };
  if (draft.except.length) body.except = draft.except.join(",");
  if (options.length) body.options = options.map(option_line);
  const calls = options.flatMap((o, i) => (o.call ? [`${i + 1}=${o.call}`] : []));
  if (calls.length) body.calls = calls;
  if (options.length && draft.help) body.help_option = draft.help;
  if (draft.ack) body.ack = true;
  if (draft.flash) body.flash = true;
  if (draft.at) body.at = spaced(draft.at);
  if (draft.at && is_schedule(draft)) Object.assign(body, schedule_of(draft));
  if (draft.replaces) body.replaces = draft.replaces;
  if (draft.replaces && draft.correction.trim()) body.correction = draft.correction.trim();
  if (draft.expires) body.expires = spaced(draft.expires);
  return body;
}

// A draft made of an announcement that was sent: to say it again, or in its place.
export function replace_draft(a, in_its_place) {
  keep_draft({
    ...new_draft(),
    to: a.to.split(",").filter(Boolean), except: a.except.split(",").filter(Boolean), text: a.text,
    options: a.options.map((o) => ({ label: o.label, words: o.synonyms.join(", "), call: o.call ?? "" })),
    help: a.help_option, ack: a.ack, flash: a.flash,
    replaces: in_its_place ? a.id : 0,
    kind: a.kind === "alert" ? "notice" : a.kind,
    priority: a.priority === "emergency" ? "important" : a.priority,
  });
}
