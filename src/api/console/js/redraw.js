// SPDX-License-Identifier: GPL-2.0-or-later
// Draws everything anew: after signing in or out, and when the language changes.
let draw = () => {};

export function on_redraw(fn) {
  draw = fn;
}

export function redraw() {
  draw();
}
