// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of the phone book.
import { html } from "../html.js";
import { t } from "../language.js";
import { Tabs } from "../parts.js";
import { may } from "../session.js";

export function BookTabs({ here }) {
  const tabs = [["#/book", t("book.households")], ["#/book/groups", t("book.groups")]];
  if (may("phone_book")) tabs.push(["#/book/import", t("book.import")]);
  return html`<${Tabs} label=${t("book.title")} tabs=${tabs} here=${here}/>`;
}
