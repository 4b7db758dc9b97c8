// SPDX-License-Identifier: GPL-2.0-or-later
// The pieces that pages share.
import { html, useEffect, useRef, useState } from "./html.js";
import { number } from "./format.js";
import { t } from "./language.js";
import { fault_sentence } from "./words.js";

// The icons come into the page once, so that they are there when the link is not.
export async function bring_icons() {
  const text = await fetch("img/icons.svg").then((answer) => (answer.ok ? answer.text() : ""), () => "");
  const icons = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (icons.localName !== "svg") return;
  icons.setAttribute("class", "unseen");
  icons.setAttribute("aria-hidden", "true");
  document.body.append(document.adoptNode(icons));
}

export function Icon({ name }) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href=${`#icon-${name}`}/></svg>`;
}

// A page: its title gets the focus when the reader comes here, so that a screen reader begins there.
export function Page({ title, back, back_title, actions, narrow, children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} · thonbao`;
  }, [title]);
  useEffect(() => {
    if (Page.moved) heading.current?.focus({ preventScroll: true });
    Page.moved = true;
  }, []);
  return html`<main id="main" class=${narrow ? "page narrow" : "page"} tabindex="-1">
    ${back && html`<a class="back" href=${back}><${Icon} name="back"/>${back_title ?? t("back")}</a>`}
    <div class="page-head">
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      ${actions && html`<div class="actions">${actions}</div>`}
    </div>
    ${children}
  </main>`;
}

export function Fault({ fault }) {
  if (!fault) return null;
  return html`<p class="note bad" role="alert"><${Icon} name="alert"/><span>${fault_sentence(fault)}</span></p>`;
}

export function Note({ kind = "plain", icon = "info", children }) {
  return html`<p class=${`note ${kind}`}><${Icon} name=${icon}/><span>${children}</span></p>`;
}

// While nothing is known yet; a fault when there is one.
export function Waiting({ fault }) {
  return fault ? html`<${Fault} fault=${fault}/>` : html`<p class="waiting" role="status">${t("waiting")}</p>`;
}

export function Empty({ children }) {
  return html`<p class="empty">${children}</p>`;
}

// The way to the next page of a list (usePages).
export function Further({ list }) {
  return list.more && html`<div class="buttons"><button type="button" class="wide" disabled=${list.busy} onClick=${list.more}>${list.busy ? t("doing") : t("further")}</button></div>`;
}

let ids = 0;
export function useId() {
  const id = useRef(null);
  id.current ??= `i${++ids}`;
  return id.current;
}

// A labelled input; `control` gets the id and the hint's id.
export function Field({ label, hint, optional, children }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}${optional && html` <span class="optional">${t("optional")}</span>`}</label>
    ${hint && html`<p class="hint" id=${`${id}h`}>${hint}</p>`}
    ${children({ id, "aria-describedby": hint ? `${id}h` : undefined })}
  </div>`;
}

export function Check({ label, hint, checked, change, disabled }) {
  return html`<label class="check">
    <input type="checkbox" checked=${checked} disabled=${disabled} onChange=${(e) => change(e.target.checked)}/>
    <span>${label}${hint && html`<small>${hint}</small>`}</span>
  </label>`;
}

// One of several, as large buttons. options: [[value, label, small]].
export function Choice({ label, hidden, options, value, change }) {
  const name = useId();
  return html`<fieldset class="choice"><legend class=${hidden ? "unseen" : ""}>${label}</legend>
    <div class="choice-row">
      ${options.map(([v, text, small]) => html`<label key=${v} class=${v === value ? "chosen" : ""}>
        <input type="radio" name=${name} checked=${v === value} onChange=${() => change(v)}/>
        <span>${text}${small && html`<small>${small}</small>`}</span>
      </label>`)}
    </div>
  </fieldset>`;
}

// Does something that takes a while, once; says what went wrong.
export function useDoing() {
  const [state, set_state] = useState({ busy: false, fault: null });
  const running = useRef(false);
  async function act(fn) {
    if (running.current) return undefined;
    running.current = true;
    set_state({ busy: true, fault: null });
    let fault = null;
    try {
      return await fn();
    } catch (caught) {
      if (!(caught instanceof Error)) throw caught;
      fault = caught;
      return undefined;
    } finally {
      running.current = false;
      set_state({ busy: false, fault });
    }
  }
  return { ...state, act };
}

// A question that must be answered before anything else.
export function Dialog({ title, close, children, kind = "" }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => {
    const node = dialog.current;
    const before = document.activeElement;
    node.showModal();
    return () => {
      if (node.open) node.close();
      before?.focus?.();
    };
  }, []);
  return html`<dialog ref=${dialog} class=${kind} aria-labelledby=${id}
      onCancel=${(e) => { e.preventDefault(); close(); }}>
    <h2 id=${id} tabindex="-1" autofocus>${title}</h2>
    ${children}
  </dialog>`;
}

// A yes-or-no question around one act.
export function Confirm({ title, yes, no, act, close, kind, children }) {
  const doing = useDoing();
  return html`<${Dialog} title=${title} close=${close} kind=${kind}>
    ${children}
    <${Fault} fault=${doing.fault}/>
    <div class="buttons">
      <button type="button" class=${`main ${kind ?? ""}`} disabled=${doing.busy}
        onClick=${() => doing.act(act)}>${doing.busy ? t("doing") : yes}</button>
      <button type="button" onClick=${close}>${no ?? t("no")}</button>
    </div>
  </${Dialog}>`;
}

// A bar of several pieces with a legend that says the numbers. pieces: [[class, label, n]].
export function Stack({ label, pieces }) {
  const all = pieces.reduce((sum, [, , n]) => sum + n, 0);
  return html`<figure class="stack">
    <figcaption class="unseen">${label}</figcaption>
    <div class="stack-bar" aria-hidden="true">
      ${pieces.map(([kind, name, n]) => n > 0 && html`<i key=${name} class=${kind} style=${{ flexGrow: n }}></i>`)}
      ${all === 0 && html`<i class="none" style=${{ flexGrow: 1 }}></i>`}
    </div>
    <ul class="legend">
      ${pieces.map(([kind, name, n]) => (n > 0 || kind !== "failed") && html`<li key=${name}>
        <i class=${kind} aria-hidden="true"></i><b>${number(n)}</b> ${name}</li>`)}
    </ul>
  </figure>`;
}

// Counts as bars, each with its number: rows [[label, n, class]].
export function Bars({ rows }) {
  const most = Math.max(1, ...rows.map(([, n]) => n));
  return html`<table class="bars"><tbody>
    ${rows.map(([label, n, kind]) => html`<tr key=${label}>
      <th scope="row">${label}</th><td class="n">${number(n)}</td>
      <td class="bar" aria-hidden="true">${n > 0 && html`<i class=${kind ?? ""} style=${{ width: `${(100 * n) / most}%` }}></i>`}</td>
    </tr>`)}
  </tbody></table>`;
}

// What has just been done, said once and gone.
let say_toast = () => {};
export function toast(text) {
  say_toast(text);
}
export function Toasts() {
  const [text, set_text] = useState("");
  say_toast = set_text;
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => set_text(""), 6000);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="toast" role="status">${text && html`<span><${Icon} name="ok"/>${text}</span>`}</div>`;
}

export function Tabs({ label, tabs, here }) {
  return html`<nav class="tabs" aria-label=${label}><ul>
    ${tabs.map(([href, text]) => html`<li key=${href}>
      <a href=${href} aria-current=${href === here ? "page" : undefined}>${text}</a></li>`)}
  </ul></nav>`;
}
