// SPDX-License-Identifier: GPL-2.0-or-later
// What this browser keeps between visits. A browser that keeps nothing (private window, full disk)
// is no fault: the page works without.
const prefix = "thonbao.";

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(prefix + name)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // kept until the page is closed, by whoever holds it
  }
}
