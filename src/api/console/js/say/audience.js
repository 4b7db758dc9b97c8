// SPDX-License-Identifier: GPL-2.0-or-later
// For whom: the whole village, or groups; and perhaps not for some.
import { html, useEffect } from "../html.js";
import { useGet } from "../api.js";
import { count, number } from "../format.js";
import { t } from "../language.js";
import { Note, Waiting } from "../parts.js";
import { session } from "../session.js";
import { group_name } from "../words.js";

function toggled(list, name) {
  if (name === "all") return list.includes("all") ? [] : ["all"];
  const rest = list.filter((n) => n !== "all");
  return rest.includes(name) ? rest.filter((n) => n !== name) : [...rest, name];
}

function Chips({ label, groups, chosen, change, everybody }) {
  const chip = (name, text, households) => html`<button key=${name} type="button" class="chip"
      aria-pressed=${String(chosen.includes(name))} onClick=${() => change(toggled(chosen, name))}>
    <span>${text}</span>${households !== undefined && html` <small>${count("households", households)}</small>`}</button>`;
  return html`<div class="chips groups" role="group" aria-label=${label}>
    ${everybody !== null && chip("all", t("group.all"), everybody)}
    ${groups.map((g) => chip(g.name, group_name(g.name), g.households))}
  </div>`;
}

// A leader announces to the groups he leads.
function own(groups) {
  const mine = session()?.groups;
  return session()?.role === "leader" && mine ? groups.filter((g) => mine.includes(g.name)) : groups;
}

export function Audience({ draft, change, estimate }) {
  const groups = useGet("/api/groups");
  const stats = useGet("/api/stats");
  const leader = session()?.role === "leader";
  // A group of an older draft that is gone, or is not his, could not be seen and taken out here.
  useEffect(() => {
    if (!groups.data) return;
    const names = groups.data.groups.map((g) => g.name);
    const to = draft.to.filter((name) => (name === "all" ? !leader : own(groups.data.groups).some((g) => g.name === name)));
    const except = draft.except.filter((name) => names.includes(name));
    if (to.length < draft.to.length || except.length < draft.except.length) change({ to, except });
  }, [groups.data, draft.to, draft.except]);
  if (!groups.data) return html`<${Waiting} fault=${groups.fault}/>`;
  const all = groups.data.groups.filter((g) => g.households > 0);
  if (!all.length && !stats.data?.households)
    return html`<${Note} kind="warn" icon="alert">${t("say.no_households")} <a href="#/book/import">${t("book.import")}</a></${Note}>`;
  if (leader && !own(all).length) return html`<${Note} kind="warn" icon="alert">${t("say.no_groups")}</${Note}>`;
  return html`
    <${Chips} label=${t("say.to")} groups=${own(all)} chosen=${draft.to} everybody=${leader ? null : stats.data?.households}
      change=${(to) => change({ to })}/>
    ${estimate && draft.to.length > 1 && html`<p class="hint num">${t("say.together", { households: count("households", estimate.households) })}</p>`}
    ${estimate?.unreachable > 0 && html`<p class="hint">${t("say.unreachable", { n: estimate.unreachable, number: number(estimate.unreachable) })}</p>`}
    ${draft.to.length > 0 && html`<details open=${draft.except.length > 0}>
      <summary><span>${t("say.except")}</span></summary>
      <${Chips} label=${t("say.except")} groups=${all.filter((g) => !draft.to.includes(g.name))} chosen=${draft.except} everybody=${null}
        change=${(except) => change({ except })}/>
    </details>`}`;
}
