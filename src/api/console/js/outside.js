// SPDX-License-Identifier: GPL-2.0-or-later
// What stands around a page for who has not signed in.
import { html, useEffect } from "./html.js";
import { useGet } from "./api.js";
import { choose_language, language, languages, t } from "./language.js";
import { Icon } from "./parts.js";
import { redraw } from "./redraw.js";

export function OtherLanguage() {
  const other = Object.keys(languages).find((name) => name !== language());
  const change = async () => {
    await choose_language(other);
    redraw();
  };
  return html`<button type="button" class="plain" lang=${other} onClick=${change}>${languages[other]}</button>`;
}

export function Outside({ title, children }) {
  useEffect(() => {
    document.title = `${title} · thonbao`;
  }, [title]);
  const board = useGet("/board.json").data;
  return html`<main class="outside" id="main"><div class="card">
    <p class="mark"><${Icon} name="horn"/><span>thonbao</span></p>
    <h1>${title}</h1>
    ${children}
    <p class="foot">${board && html`<a href="board.html">${t("board.title")}</a>`}<${OtherLanguage}/></p>
  </div></main>`;
}

// A new password, typed once and shown if one likes: on a phone two blind fields help nobody.
export function NewPassword({ field, value, change, shown, show }) {
  return html`<input ...${field} type=${shown ? "text" : "password"} autocomplete="new-password" minlength="8" required value=${value} onInput=${(e) => change(e.target.value)}/>
    <label class="check"><input type="checkbox" checked=${shown} onChange=${(e) => show(e.target.checked)}/><span>${t("password.show")}</span></label>`;
}
