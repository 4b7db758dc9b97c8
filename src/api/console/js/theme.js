// SPDX-License-Identifier: GPL-2.0-or-later
// Light or dark: as the system says, unless the reader chose.
import { recall, remember } from "./memory.js";

const system_dark = matchMedia("(prefers-color-scheme: dark)");

export function theme() {
  return recall("theme") ?? "system";
}

export function apply_theme() {
  const dark = theme() === "dark" || (theme() === "system" && system_dark.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function choose_theme(name) {
  remember("theme", name === "system" ? undefined : name);
  apply_theme();
}

system_dark.addEventListener("change", apply_theme);
