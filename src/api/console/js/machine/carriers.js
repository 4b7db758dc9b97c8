// SPDX-License-Identifier: GPL-2.0-or-later
// The SIM cards: whether they can send, what they may still spend, what was wrong and what to do.
import { html, useState } from "../html.js";
import { post, remove, useGet } from "../api.js";
import { date, date_time, money, number, phone, when } from "../format.js";
import { t } from "../language.js";
import { useLive } from "../live.js";
import { Dialog, Empty, Fault, Field, Icon, toast, useDoing, Waiting } from "../parts.js";
import { may } from "../session.js";
import { advice } from "./advice.js";
import { sentence, word } from "../words.js";

const tags = { ready: "", starting: "warn", paused: "warn", down: "bad" };

function Signal({ percent }) {
  if (percent === null) return html`<span>${t("carrier.no_signal")}</span>`;
  const bars = percent >= 75 ? 4 : percent >= 50 ? 3 : percent >= 25 ? 2 : percent > 0 ? 1 : 0;
  return html`<span class="signal" aria-hidden="true">${[1, 2, 3, 4].map((n) => html`<i key=${n} class=${n <= bars ? "on" : ""}></i>`)}</span> ${percent} %`;
}

function quota(used, most) {
  return most ? `${number(used)} / ${number(most)}` : number(used);
}

function Trouble({ c }) {
  const said = c.state === "ready" ? "" : c.why || c.last_fault;
  const what = said || c.last_fault;
  if (!what) return null;
  return html`<div class=${`note ${said ? "bad" : ""}`}><${Icon} name=${said ? "alert" : "info"}/><div>
    <p><b>${said ? t("carrier.now") : t("carrier.last", { time: when(c.last_fault_at) })}</b> ${sentence(what)}</p>
    ${advice(what) && html`<p>${t("carrier.todo")} ${advice(what)}</p>`}</div></div>`;
}

function Credit({ c }) {
  if (c.balance === null) return html`<div><dt>${t("carrier.credit")}</dt><dd>${t("carrier.credit_unknown")}</dd></div>`;
  return html`
    <div><dt>${t("carrier.credit")}</dt><dd>${money(c.credit ?? c.balance)} ${c.balance_low && html`<span class="tag bad">${t("carrier.low")}</span>`}</dd></div>
    ${c.empty_before && html`<div><dt>${t("carrier.lasts")}</dt><dd>${t("carrier.before", { date: date(`${c.empty_before}T00:00`) })}</dd></div>`}`;
}

function Proof({ c, reload }) {
  const doing = useDoing();
  if (!c.proof) return null;
  const prove = () => doing.act(async () => {
    await post(`/api/carriers/${encodeURIComponent(c.name)}/proof`);
    toast(t("proof.begun"));
    reload();
  });
  return html`<div class="proof"><p>${t("proof.title")} <b>${word("proof", c.proof.state)}</b>
    ${c.proof.at && html` <span class="hint">${when(c.proof.at)}</span>`}</p>
    ${c.proof.why && html`<p class="hint">${sentence(c.proof.why)}</p>`}
    <${Fault} fault=${doing.fault}/>
    ${may("machine") && html`<button type="button" disabled=${doing.busy} onClick=${prove}>${t("proof.now")}</button>`}</div>`;
}

// A dialogue with the network, as on a telephone: a code, its answer, and on while it asks.
function Ussd({ carrier, close }) {
  const [code, set_code] = useState("*101#");
  const [said, set_said] = useState([]);
  const [wanted, set_wanted] = useState(false);
  const doing = useDoing();
  const here = `/api/carriers/${encodeURIComponent(carrier)}/ussd`;
  const dial = (event) => {
    event.preventDefault();
    const sent = code;
    doing.act(async () => {
      const answer = await post(here, { code: sent });
      set_said((before) => [...before, ["me", sent], [answer.state, answer.text]]);
      set_wanted(answer.state === "reply_wanted");
      set_code("");
    });
  };
  const leave = () => {
    if (wanted) remove(here).catch(() => {});
    close();
  };
  return html`<${Dialog} title=${t("ussd.title", { carrier })} close=${leave}>
    <div class="talk" role="log">${said.map(([who, text], i) => html`<p key=${i} class=${who === "me" ? "me said" : "said"}>${text || t("ussd.empty")}${who === "failed" && html` <span class="tag bad">${t("ussd.failed")}</span>`}</p>`)}</div>
    <form onSubmit=${dial}>
      <${Field} label=${wanted ? t("ussd.reply") : t("ussd.code")} hint=${wanted ? "" : t("ussd.hint")}>${(a) => html`<input ...${a} inputmode="tel" autocomplete="off" required value=${code} onInput=${(e) => set_code(e.target.value)}/>`}</${Field}>
      <${Fault} fault=${doing.fault}/>
      <div class="buttons"><button class="main" disabled=${doing.busy}>${doing.busy ? t("ussd.waiting") : wanted ? t("ussd.send") : t("ussd.dial")}</button><button type="button" onClick=${leave}>${t("close")}</button></div>
    </form>
  </${Dialog}>`;
}

function Carrier({ c, reload }) {
  const [dialling, dial] = useState(false);
  const fact = (key, value) => html`<div><dt>${t(`carrier.${key}`)}</dt><dd>${value}</dd></div>`;
  return html`<section class="card" aria-label=${c.name}>
    <div class="between"><h2>${c.name}</h2><span class=${`tag ${tags[c.state]}`}>${word("carrier_state", c.state)}</span></div>
    <${Trouble} c=${c}/>
    <dl class="pairs">
      ${fact("signal", html`<${Signal} percent=${c.signal}/>`)}
      ${fact("network", [c.network, c.registration && word("registration", c.registration)].filter(Boolean).join(", ") || "–")}
      ${fact("number", phone(c.number) || "–")}
      <${Credit} c=${c}/>
      ${fact("today", quota(c.parts_today, c.daily_parts))}
      ${c.monthly_parts > 0 && fact("month", quota(c.parts_month, c.monthly_parts))}
      ${c.package_parts > 0 && fact("package", quota(c.package_used, c.package_parts))}
      ${c.reserve > 0 && fact("reserve", money(c.reserve))}
      ${fact("spent", money(c.cost_today))}
      ${fact("spent_month", money(c.cost_month))}
      ${fact("queued", number(c.queued))}
      ${c.sim_size !== null && fact("sim", quota(c.sim_used, c.sim_size))}
      ${c.set_aside.length > 0 && fact("set_aside", c.set_aside.join(", "))}
    </dl>
    <${Proof} c=${c} reload=${reload}/>
    <div class="buttons">${may("machine") && html`<button type="button" disabled=${c.state !== "ready"} onClick=${() => dial(true)}>${t("ussd.open")}</button>`}</div>
    <details><summary><span>${t("carrier.device")}</span></summary><dl class="pairs">${fact("port", c.device)}${fact("model", c.model || "–")}${fact("imei", c.imei || "–")}${fact("restarts", number(c.restarts))}${c.balance_at && fact("asked", date_time(c.balance_at))}</dl></details>
    ${dialling && html`<${Ussd} carrier=${c.name} close=${() => dial(false)}/>`}
  </section>`;
}

export function Carriers() {
  const list = useGet("/api/carriers");
  const carriers = list.data?.carriers;
  useLive("carrier", (value) => {
    if (value === null) list.reload();
    else list.change((old) => ({ ...old, carriers: (old?.carriers ?? []).map((c) => (c.name === value.name ? value : c)) }));
  });
  if (!carriers) return html`<${Waiting} fault=${list.fault}/>`;
  if (!carriers.length) return html`<div class="card"><${Empty}>${t("carrier.none")}</${Empty}></div>`;
  return html`<div class="grid">${carriers.map((c) => html`<${Carrier} key=${c.name} c=${c} reload=${list.reload}/>`)}</div>`;
}
