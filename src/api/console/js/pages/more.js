// SPDX-License-Identifier: GPL-2.0-or-later
// On a phone: the ways that have no place in the row below.
import { html } from "../html.js";
import { t } from "../language.js";
import { Icon, Page } from "../parts.js";
import { session } from "../session.js";

const ways = ["machine", "pictures", "account"];

export default function More() {
  const way = (href, icon, title, text) => html`<li key=${href}><a class="row-link" href=${href}><${Icon} name=${icon}/>
    <span class="grow"><span class="title">${title}</span><br/><span class="under">${text}</span></span><${Icon} name="go"/></a></li>`;
  return html`<${Page} title=${t("nav.more")} narrow><section class="card"><ul class="rows">
    ${ways.map((page) => way(`#/${page}`, page, t(`nav.${page}`), t(`more.${page}`)))}
    ${session()?.board && way("board.html", "horn", t("board.title"), t("more.board"))}
  </ul></section></${Page}>`;
}
