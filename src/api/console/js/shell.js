// SPDX-License-Identifier: GPL-2.0-or-later
// What stands around every page: the ways to go, the alert, and whether the link is up.
import { html, useEffect, useState } from "./html.js";
import { is_link_up, useGet, watch_link } from "./api.js";
import { useLive } from "./live.js";
import { t } from "./language.js";
import { Icon, Toasts } from "./parts.js";
import { home, may, session } from "./session.js";

const ways = [
  ["say", "say"],
  ["sent", "sent"],
  ["heard", "heard"],
  ["book", "book"],
  ["machine", "machine"],
  ["pictures", "pictures"],
  ["account", "account"],
];
const on_phone = new Set(["say", "sent", "heard", "book"]);

function useLink() {
  const [up, set_up] = useState(is_link_up());
  useEffect(() => watch_link(set_up), []);
  return up;
}

function LinkBanner() {
  const up = useLink();
  return html`<div class="link-banner" role="status">${!up && html`<p><${Icon} name="alert"/>${t("link.banner")}</p>`}</div>`;
}

// A clock that may be wrong makes quiet hours and schedules wrong: whoever minds the machine looks.
function ClockBanner({ clock }) {
  if (!clock || clock.state === "right" || !may("machine")) return null;
  return html`<div class="link-banner" role="status"><p><${Icon} name="alert"/><span>${t("clock.banner")} <a href="#/machine/backup">${t("clock.look")}</a></span></p></div>`;
}

// How many need a person, on the way to the inbox.
function useWaitingFeedback() {
  const stats = useGet("/api/stats");
  useLive("feedback", () => stats.reload());
  return stats.data;
}

function Way({ page, icon, here, open }) {
  return html`<li class=${on_phone.has(page) ? "" : "desk"}>
    <a href=${`#/${page}`} aria-current=${here === page ? "page" : undefined}>
      <${Icon} name=${icon}/><span>${t(`nav.${page}`)}</span>
      ${page === "heard" && open > 0 && html`<b class="badge"><span class="unseen">, </span>${open > 99 ? "99+" : open}<span class="unseen"> ${t("nav.open")}</span></b>`}
    </a></li>`;
}

export function Shell({ here, children }) {
  const stats = useWaitingFeedback();
  const more = !on_phone.has(here) && here !== "storm";
  return html`
    <a class="skip" href="#main" onClick=${(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>${t("skip")}</a>
    <header class="top">
      <a class="village" href=${`#/${home()}`}><${Icon} name="horn"/><span>${stats?.village || "thonbao"}</span></a>
      ${may("emergency") && html`<a class="storm-button" href="#/storm" aria-current=${here === "storm" ? "page" : undefined}>
        <${Icon} name="storm"/>${t("nav.storm")}</a>`}
    </header>
    <nav class="ways" aria-label=${t("nav.label")}><ul>
      ${ways.filter(([page]) => page !== "say" || may("announce")).map(([page, icon]) => html`<${Way} key=${page} page=${page} icon=${icon} here=${here} open=${stats?.feedback_open}/>`)}
      <li class="phone"><a href="#/more" aria-current=${more ? "page" : undefined}><${Icon} name="more"/><span>${t("nav.more")}</span></a></li>
    </ul>
    <p class="who desk">${session()?.board && html`<a href="board.html">${t("board.title")}</a><br/>`}${session()?.name}</p></nav>
    <div class="content"><${LinkBanner}/><${ClockBanner} clock=${stats?.clock}/>${children}</div>
    <${Toasts}/>`;
}
