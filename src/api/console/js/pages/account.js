// SPDX-License-Identifier: GPL-2.0-or-later
// My account: who I am, my password, the language and colours of this browser.
import { html, useState } from "../html.js";
import { put } from "../api.js";
import { choose_language, language, languages, t } from "../language.js";
import { stop_live } from "../live.js";
import { NewPassword } from "../outside.js";
import { Choice, Fault, Field, Page, toast, useDoing } from "../parts.js";
import { redraw } from "../redraw.js";
import { session, sign_out } from "../session.js";
import { choose_theme, theme } from "../theme.js";
import { word } from "../words.js";

function Password() {
  const [old, set_old] = useState("");
  const [password, set_password] = useState("");
  const [shown, show] = useState(false);
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      await put("/api/session/password", { old, new: password });
      set_old("");
      set_password("");
      toast(t("password.changed"));
    });
  };
  return html`<form class="card" onSubmit=${submit}><h2>${t("password.title")}</h2>
    <input type="text" autocomplete="username" value=${session().name} readonly hidden/>
    <${Field} label=${t("password.old")}>${(a) => html`<input ...${a} type="password" autocomplete="current-password" required value=${old} onInput=${(e) => set_old(e.target.value)}/>`}</${Field}>
    <${Field} label=${t("password.new")} hint=${t("password.hint")}>${(a) => html`<${NewPassword} field=${a} value=${password} change=${set_password} shown=${shown} show=${show}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button class="main" disabled=${doing.busy}>${t("password.change")}</button></div>
  </form>`;
}

function Appearance() {
  const [, look] = useState(0);
  const speak = async (name) => {
    await choose_language(name);
    redraw();
  };
  const colour = (name) => {
    choose_theme(name);
    look((n) => n + 1);
  };
  return html`<section class="card"><h2>${t("appearance.title")}</h2>
    <${Choice} label=${t("appearance.language")} value=${language()} change=${speak} options=${Object.entries(languages)}/>
    <${Choice} label=${t("appearance.theme")} value=${theme()} change=${colour} options=${["system", "light", "dark"].map((n) => [n, t(`theme.${n}`)])}/>
  </section>`;
}

export default function Account() {
  const doing = useDoing();
  const leave = () => doing.act(async () => {
    stop_live();
    await sign_out();
    redraw();
  });
  return html`<${Page} title=${t("account.title")} narrow>
    <section class="card"><h2>${session().name}</h2><p>${t(`role.${session().role}`)} – <span class="hint">${word("role_may", session().role)}</span></p>
      <div class="buttons"><button type="button" onClick=${leave} disabled=${doing.busy}>${t("signout")}</button></div><${Fault} fault=${doing.fault}/></section>
    <${Appearance}/><${Password}/>
  </${Page}>`;
}
