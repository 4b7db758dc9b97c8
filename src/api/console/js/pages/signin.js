// SPDX-License-Identifier: GPL-2.0-or-later
// Signing in.
import { html, useState } from "../html.js";
import { t } from "../language.js";
import { Fault, Field, useDoing } from "../parts.js";
import { recall, remember } from "../memory.js";
import { redraw } from "../redraw.js";
import { sign_in } from "../session.js";
import { Outside } from "../outside.js";

export default function SignIn() {
  const [name, set_name] = useState(recall("name") ?? "");
  const [password, set_password] = useState("");
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      await sign_in(name.trim(), password);
      remember("name", name.trim());
      redraw();
    });
  };
  return html`<${Outside} title=${t("signin.title")}>
    <form onSubmit=${submit}>
      <${Field} label=${t("signin.name")}>${(a) => html`<input ...${a} name="username" autocomplete="username" required value=${name} onInput=${(e) => set_name(e.target.value)}/>`}</${Field}>
      <${Field} label=${t("signin.password")}>${(a) => html`<input ...${a} type="password" name="password" autocomplete="current-password" required value=${password} onInput=${(e) => set_password(e.target.value)}/>`}</${Field}>
      <${Fault} fault=${doing.fault}/>
      <div class="buttons"><button class="main wide" disabled=${doing.busy}>${doing.busy ? t("doing") : t("signin.enter")}</button></div>
    </form>
    <p class="hint">${t("signin.forgot")}</p>
  </${Outside}>`;
}
