// SPDX-License-Identifier: GPL-2.0-or-later
// Whoever has a one-time link chooses a password here: the first head also says his name.
import { html, useEffect, useState } from "../html.js";
import { post } from "../api.js";
import { typed_phone } from "../format.js";
import { t } from "../language.js";
import { remember } from "../memory.js";
import { NewPassword, Outside } from "../outside.js";
import { Fault, Field, useDoing, Waiting } from "../parts.js";
import { redraw } from "../redraw.js";
import { go } from "../route.js";
import { home, read_session } from "../session.js";
import { word } from "../words.js";

function useLook(link) {
  const [state, set_state] = useState({});
  useEffect(() => {
    post("/api/links/look", { link }).then((found) => set_state({ found }), (fault) => set_state({ fault }));
  }, [link]);
  return state;
}

function Form({ link, found }) {
  const first = found.name === null;
  const [name, set_name] = useState("");
  const [number, set_number] = useState("");
  const [password, set_password] = useState("");
  const [shown, show] = useState(false);
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      await post("/api/links/use", { link, password, ...(first && { name: name.trim(), phone: typed_phone(number) }) });
      remember("name", found.name ?? name.trim());
      await read_session();
      go(`#/${home()}`);
      redraw();
    });
  };
  return html`<form onSubmit=${submit}>
    <p>${first ? t("first.text") : t("invited.text", { name: found.name, role: word("role", found.role) })}</p>
    ${first && html`<${Field} label=${t("first.name")} hint=${t("first.name_hint")}>${(a) => html`<input ...${a} name="username" autocomplete="username" required value=${name} onInput=${(e) => set_name(e.target.value)}/>`}</${Field}>`}
    ${first && html`<${Field} label=${t("mine.number")} optional hint=${t("first.phone_hint")}>${(a) => html`<input ...${a} type="tel" inputmode="tel" autocomplete="tel" value=${number} onInput=${(e) => set_number(e.target.value)}/>`}</${Field}>`}
    <${Field} label=${t("password.choose")} hint=${t("password.hint")}>${(a) => html`<${NewPassword} field=${a} value=${password} change=${set_password} shown=${shown} show=${show}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/>
    <div class="buttons"><button class="main wide" disabled=${doing.busy}>${doing.busy ? t("doing") : t("password.begin")}</button></div>
  </form>`;
}

export default function Link({ route }) {
  const link = route.rest[0] ?? "";
  const { found, fault } = useLook(link);
  const title = found?.name === null ? t("first.title") : t("invited.title");
  return html`<${Outside} title=${title}>
    ${found ? html`<${Form} link=${link} found=${found}/>` : html`<${Waiting} fault=${fault}/>`}
    ${fault && html`<p><a href="#/signin">${t("signin.title")}</a></p>`}
  </${Outside}>`;
}
