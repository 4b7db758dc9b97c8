// SPDX-License-Identifier: GPL-2.0-or-later
// The draft, kept by the daemon besides by this browser, so that what was begun on the phone goes on at
// the desk; and the village's templates.
import { html, useEffect, useRef, useState } from "../html.js";
import { get, post, put, remove, useGet } from "../api.js";
import { beginning } from "../format.js";
import { t } from "../language.js";
import { recall, remember } from "../memory.js";
import { Dialog, Empty, Fault, Field, Icon, toast, useDoing, Waiting } from "../parts.js";
import { may_all } from "../session.js";
import { draft_from, is_empty } from "./draft.js";

const pause_ms = 2000; // of writing

// One request after the other, also of a form that was left: a draft that is still on its way to the
// daemon must not outlive its announcement.
let requests = Promise.resolve();

function in_turn(request) {
  requests = requests.then(request).catch(() => {});
  return requests;
}

// Keeps `draft` with the daemon; fetch(draft) when there is one there and none here. Returns what
// forgets it.
export function useKeptDraft(draft, fetch) {
  const id = useRef(recall("draft_id") ?? null);
  const said = useRef("");
  const now = useRef(draft);
  const forgotten = useRef(0);
  now.current = draft;
  useEffect(() => {
    if (!is_empty(draft)) return;
    in_turn(async () => {
      const [last] = (await get("/api/drafts")).drafts;
      if (!last || !is_empty(now.current)) return; // something was begun here meanwhile
      id.current = last.id;
      remember("draft_id", last.id);
      said.current = JSON.stringify(last.content);
      fetch(draft_from(last.content));
    });
  }, []);
  useEffect(() => {
    const text = JSON.stringify(draft);
    const turn = forgotten.current;
    if (is_empty(draft) || text === said.current) return undefined;
    const timer = setTimeout(() => turn === forgotten.current && in_turn(() => keep(id, draft).then(() => (said.current = text))), pause_ms);
    return () => clearTimeout(timer);
  }, [draft]);
  return () => {
    forgotten.current += 1;
    in_turn(async () => {
      const gone = id.current;
      id.current = null;
      remember("draft_id", undefined);
      if (gone) await remove(`/api/drafts/${gone}`);
    });
  };
}

async function keep(id, content) {
  if (id.current) {
    try {
      return await put(`/api/drafts/${id.current}`, { content });
    } catch (fault) {
      if (fault.status !== 404) throw fault;
    }
  }
  id.current = (await post("/api/drafts", { content })).id;
  remember("draft_id", id.current);
  return null;
}

// What of a draft is worth saying again: not for whom, not when.
function template_of(draft) {
  const { text, options, help, ack, kind, priority, accents } = draft;
  return { text, options, help, ack, kind, priority, accents };
}

function SaveTemplate({ draft, done }) {
  const [name, set_name] = useState("");
  const doing = useDoing();
  const submit = (event) => {
    event.preventDefault();
    doing.act(async () => {
      await post("/api/templates", { name: name.trim(), content: template_of(draft) });
      toast(t("templates.saved"));
      done();
    });
  };
  return html`<form onSubmit=${submit}><${Field} label=${t("templates.name")}>${(a) => html`<input ...${a} required maxlength="100" value=${name} onInput=${(e) => set_name(e.target.value)}/>`}</${Field}>
    <${Fault} fault=${doing.fault}/><div class="buttons"><button disabled=${doing.busy}>${t("templates.save")}</button></div></form>`;
}

export function Templates({ draft, change, close }) {
  const list = useGet("/api/templates");
  const templates = list.data?.templates;
  const doing = useDoing();
  const use = (content) => {
    change(template_of(draft_from(content)));
    close();
  };
  const cut = (id) => doing.act(async () => {
    await remove(`/api/templates/${id}`);
    await list.reload();
  });
  return html`<${Dialog} title=${t("templates.title")} close=${close}>
    ${!templates && html`<${Waiting} fault=${list.fault}/>`}
    ${templates?.length === 0 && html`<${Empty}>${t("templates.none")}</${Empty}>`}
    <ul class="rows">${templates?.map((m) => html`<li class="between" key=${m.id}><button type="button" class="plain start grow" onClick=${() => use(m.content)}><span><b>${m.name}</b><small class="hint">${beginning(draft_from(m.content).text, 60)}</small></span></button>
      ${may_all("announce") && html`<button type="button" class="square" aria-label=${t("templates.remove", { name: m.name })} disabled=${doing.busy} onClick=${() => cut(m.id)}><${Icon} name="cross"/></button>`}</li>`)}</ul>
    <${Fault} fault=${doing.fault}/>
    ${may_all("announce") && draft.text.trim() && html`<h3>${t("templates.keep")}</h3><${SaveTemplate} draft=${draft} done=${close}/>`}
    <div class="buttons"><button type="button" onClick=${close}>${t("close")}</button></div>
  </${Dialog}>`;
}
