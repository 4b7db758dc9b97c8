// SPDX-License-Identifier: GPL-2.0-or-later
// Every page of the console, and how to know that one is there.
import { within } from "./tap.js";

export function pages_of({ announcement, feedback, household }) {
  return [
    "#/say", "#/storm", "#/sent", `#/sent/${announcement}`, `#/sent/${announcement}/doors`, `#/sent/${announcement}/households`,
    "#/heard", "#/heard?state=", ...feedback.map((id) => `#/heard/${id}`),
    "#/book", `#/book/${household}`, `#/book/${household}/edit`, "#/book/new", "#/book/groups", "#/book/groups/nongdan", "#/book/import",
    "#/machine/carriers", "#/machine/staff", "#/machine/backup", "#/machine/journal", "#/machine/tokens",
    "#/pictures", "#/account", "#/more",
  ];
}

// Goes there and waits until nothing is loading any more.
export async function visit(house, page, where) {
  const here = house.base + where;
  if (page.url().startsWith(house.base)) await page.evaluate((hash) => (location.hash = hash), where);
  else await page.goto(here);
  await page.waitForSelector("h1");
  // The old page is there until the next is drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await within(`${where} to be there`, () => page.evaluate((hash) => location.hash === hash && !document.querySelector(".waiting, .boot"), where));
}

// What is wider than the box around it, and drawn over its neighbours.
export function sticking_out(page) {
  return page.evaluate(() => [...document.querySelectorAll("main *, dialog[open] *")].filter((e) => {
    const style = getComputedStyle(e);
    return style.display !== "inline" && style.overflowX === "visible" && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 2 &&
      !e.closest(".unseen, svg, .chart") && !["INPUT", "TEXTAREA", "SELECT"].includes(e.tagName);
  }).map((e) => e.outerHTML.slice(0, 80)));
}
