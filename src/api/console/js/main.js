// SPDX-License-Identifier: GPL-2.0-or-later
// The console begins here: language, colours, who is signed in; then one page at a time, each in a
// module of its own that is fetched when it is first wanted.
import { html, render, useEffect, useState } from "./html.js";
import { LinkDown, on_signed_out } from "./api.js";
import { load_language } from "./language.js";
import { stop_live } from "./live.js";
import { bring_icons, Waiting } from "./parts.js";
import { on_redraw, redraw } from "./redraw.js";
import { useRoute } from "./route.js";
import { forget_session, home, read_session, session } from "./session.js";
import { apply_theme } from "./theme.js";
import { fault_sentence } from "./words.js";

const pages = {
  say: () => import("./pages/say.js"),
  storm: () => import("./pages/storm.js"),
  sent: () => import("./pages/sent.js"),
  heard: () => import("./pages/heard.js"),
  book: () => import("./pages/book.js"),
  machine: () => import("./pages/machine.js"),
  pictures: () => import("./pages/pictures.js"),
  account: () => import("./pages/account.js"),
  more: () => import("./pages/more.js"),
  signin: () => import("./pages/signin.js"),
  link: () => import("./pages/link.js"),
};

// Pages for who is not signed in.
const outside = new Set(["signin", "link"]);

function useModule(name) {
  const [loaded, set_loaded] = useState({});
  useEffect(() => {
    let wanted = true;
    pages[name]().then((module) => wanted && set_loaded({ name, Page: module.default }),
      () => wanted && set_loaded({ name, fault: new LinkDown() }));
    return () => {
      wanted = false;
    };
  }, [name]);
  return loaded.name === name ? loaded : {};
}

// Once the first page stands there, the others are fetched: they open at once then, and without a
// link as well. Who only looks at the door, or waits on a slow link, pays for none of them.
let ahead;

function fetch_ahead() {
  for (const load of Object.values(pages)) load().catch(() => {});
  import("./book/import.js").catch(() => {});
}

function Inside({ name, route, turn }) {
  const { Page, fault } = useModule(name);
  const { Shell } = useShell();
  useEffect(() => {
    if (Page && Shell) ahead ??= setTimeout(fetch_ahead, 1500);
  }, [Page, Shell]);
  const page = Page ? html`<${Page} key=${`${turn}`} route=${route}/>` : html`<main id="main" class="page"><${Waiting} fault=${fault}/></main>`;
  return Shell ? html`<${Shell} key=${`s${turn}`} here=${name}>${page}</${Shell}>` : page;
}

function useShell() {
  const [shell, set_shell] = useState({});
  useEffect(() => {
    import("./shell.js").then(set_shell);
  }, []);
  return shell;
}

function Outside({ name, route, turn }) {
  const { Page, fault } = useModule(name);
  return Page ? html`<${Page} key=${turn} route=${route}/>` : html`<${Waiting} fault=${fault}/>`;
}

function App() {
  const [turn, set_turn] = useState(0);
  const route = useRoute();
  on_redraw(() => set_turn((n) => n + 1));
  const page = Object.hasOwn(pages, route.page) ? route.page : home();
  if (page === "link") return html`<${Outside} name="link" route=${route} turn=${turn}/>`;
  if (!session()) return html`<${Outside} name="signin" route=${route} turn=${turn}/>`;
  return html`<${Inside} name=${outside.has(page) ? home() : page} route=${route} turn=${turn}/>`;
}

async function begin() {
  apply_theme();
  bring_icons();
  await load_language();
  on_signed_out(() => {
    if (!session()) return;
    stop_live();
    forget_session();
    redraw();
  });
  for (;;) {
    try {
      await read_session();
      break;
    } catch (fault) {
      document.getElementById("app").replaceChildren(fault_sentence(fault));
      await new Promise((done) => setTimeout(done, 3000));
    }
  }
  const app = document.getElementById("app");
  app.replaceChildren();
  render(html`<${App}/>`, app);
}

begin();
