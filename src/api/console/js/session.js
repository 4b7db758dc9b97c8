// SPDX-License-Identifier: GPL-2.0-or-later
// Who is signed in, and what that role may do. The daemon decides (src/village/staff.c); this is so
// that nobody is shown what he may not press.
import { forget_all, get, post, Refusal, remove, set_csrf } from "./api.js";

const rights = {
  head: ["announce", "cancel", "emergency", "approve", "doors", "feedback", "phone_book", "machine", "staff"],
  leader: ["announce", "cancel", "doors", "feedback"],
  clerk: ["doors", "feedback"],
  viewer: [],
};

let me = null;

export function session() {
  return me;
}

export function may(what) {
  return me !== null && (rights[me.role] ?? []).includes(what);
}

// Not only for himself, as a leader does most things.
export function may_all(what) {
  return may(what) && me.role !== "leader";
}

// With what somebody has made, or was given: a leader with his own only.
export function may_of(what, person) {
  return may_all(what) || (may(what) && person?.replace(/ by SMS$/, "") === me.name);
}

// The page on which his work begins.
export function home() {
  return may("announce") ? "say" : may("feedback") ? "heard" : "sent";
}

// Whether the doors of a cluster are his to tick.
export function may_visit(cluster) {
  return may_all("doors") || (may("doors") && me.cluster === cluster);
}

function take(answer) {
  me = answer;
  set_csrf(answer?.csrf);
  return answer;
}

// null: nobody is signed in.
export async function read_session() {
  try {
    return take(await get("/api/session"));
  } catch (fault) {
    if (fault instanceof Refusal && fault.status === 401) return take(null);
    throw fault;
  }
}

export async function sign_in(name, password) {
  await post("/api/session", { name, password });
  return read_session();
}

export async function sign_out() {
  try {
    await remove("/api/session");
  } finally {
    forget_all();
    take(null);
  }
}

export function forget_session() {
  forget_all();
  take(null);
}
