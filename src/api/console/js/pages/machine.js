// SPDX-License-Identifier: GPL-2.0-or-later
// The machine: SIM cards, the disk, who works with it, what was done.
import { html } from "../html.js";
import { t } from "../language.js";
import { Page, Tabs } from "../parts.js";
import { Backup } from "../machine/backup.js";
import { Carriers } from "../machine/carriers.js";
import { Journal } from "../machine/journal.js";
import { Staff } from "../machine/staff.js";
import { Tokens } from "../machine/tokens.js";
import { may } from "../session.js";

const parts = { carriers: Carriers, staff: Staff, backup: Backup, journal: Journal, tokens: Tokens };

function allowed(name) {
  if (name === "backup") return may("machine");
  return name !== "tokens" || may("staff");
}

export default function Machine({ route }) {
  const name = parts[route.rest[0]] && allowed(route.rest[0]) ? route.rest[0] : "carriers";
  const Part = parts[name];
  const tabs = Object.keys(parts).filter(allowed).map((part) => [`#/machine/${part}`, t(`machine.${part}`)]);
  return html`<${Page} title=${t("nav.machine")}>
    <${Tabs} label=${t("nav.machine")} tabs=${tabs} here=${`#/machine/${name}`}/>
    <${Part}/>
  </${Page}>`;
}
