// SPDX-License-Identifier: GPL-2.0-or-later
// A village, a GSM network (thonbao-sim) and the daemon in a folder of the test's own, and a browser
// in front of its console. When a test fails the folder stays.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, failed, within } from "./tap.js";

const packages = createRequire(`${process.env.BROWSER_PACKAGES}/`);
const { chromium } = packages("playwright-core");
export const axe_source = fs.readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");
export const source_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

export const head = { name: "Trần Văn Trưởng", password: "ruong lua xanh ngat" };

// Chromium asks nobody outside, and finds an empty profile.
const browser_options = {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"],
};

const phone_size = { width: 360, height: 740 };

async function free_port() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

function config(folder, port, sending, more) {
  return `
database = "thonbao.db";
socket = "thonbao.sock";
village = { name = "Thạnh Mỹ"; };
@include "numbers.vn.conf"
@include "columns.vi.conf"
@include "texts.vi.conf"
@include "ambiguous.vi.conf"
console = { listen = "127.0.0.1:${port}"; board = true; };
sending = { quiet_from = "00:00"; quiet_until = "00:00"; retry = "1s"; ${sending} };
carriers = ( { name = "viettel"; device = "${folder}/viettel"; part_price = 250; daily_parts = 3000; number = "+84980000001"; balance = { code = "*101#"; }; } );
${more}
`;
}

export class House {
  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "thonbao-browser."));
    this.started = [];
  }

  start(program, args, log) {
    const out = fs.openSync(path.join(this.folder, log), "a");
    const child = spawn(program, args, { stdio: ["ignore", out, out] });
    this.started.push(child);
    return child;
  }

  // modem: options of the simulator's modem; sending: settings; more: other groups of them.
  async open({ modem = "submit=0,registration=0", sending = "", more = "" } = {}) {
    this.port = await free_port();
    this.base = `http://127.0.0.1:${this.port}/`;
    for (const name of fs.readdirSync(path.join(source_root, "config")))
      fs.copyFileSync(path.join(source_root, "config", name), path.join(this.folder, name));
    fs.writeFileSync(path.join(this.folder, "thonbao.conf"), config(this.folder, this.port, sending, more));
    this.start(process.env.THONBAO_SIM, ["--dir", this.folder, "--open", "--speed", "100", "--latency", "50ms",
      "--report", "50ms", "--modem", `viettel,${modem}`], "sim.log");
    await within("the simulator", () => fs.existsSync(path.join(this.folder, "control")));
    await this.start_daemon();
    this.browser = await chromium.launch(browser_options);
    return this;
  }

  async start_daemon() {
    this.daemon = this.start(process.env.THONBAOD, ["--config", path.join(this.folder, "thonbao.conf")], "daemon.log");
    await within("the daemon", () => this.call("GET", "/healthz").then(() => true, () => this.daemon.exitCode !== null && fail("the daemon ended")));
  }

  async end_daemon() {
    this.daemon.kill();
    await within("the daemon's end", () => this.daemon.exitCode !== null || this.daemon.signalCode !== null);
  }

  async close() {
    await this.browser?.close();
    for (const child of this.started) child.kill();
    await Promise.all(this.started.map((child) => within("an end", () => child.exitCode !== null || child.signalCode !== null)));
    if (failed()) console.log(`# kept: ${this.folder}`);
    else fs.rmSync(this.folder, { recursive: true });
  }

  // The API on the Unix socket, where everything is allowed.
  call(method, target, body) {
    return new Promise((done, refuse) => {
      const request = http.request({ socketPath: path.join(this.folder, "thonbao.sock"), method, path: encodeURI(target) }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (piece) => (text += piece)).on("end", () => {
          if (answer.statusCode >= 400) refuse(new Error(`${method} ${target}: ${answer.statusCode} ${text}`));
          else done(text.startsWith("{") ? JSON.parse(text) : text);
        });
      });
      request.on("error", refuse);
      request.end(typeof body === "object" ? JSON.stringify(body) : body);
    });
  }

  // An order to the simulator; its answer.
  control(order) {
    return new Promise((done, refuse) => {
      let text = "";
      const socket = net.connect(path.join(this.folder, "control"), () => socket.end(`${order}\n`));
      socket.setEncoding("utf8").on("data", (piece) => (text += piece)).on("error", refuse)
        .on("end", () => (/(^|\n)ok[^\n]*\n?$/.test(text) ? done(text) : refuse(new Error(`${order}: ${text}`))));
    });
  }

  // What a handset has received; "" as long as nothing reached it.
  inbox(number) {
    return this.control(`inbox ${number}`).catch(() => "");
  }

  ready() {
    return within("the carrier", async () => (await this.call("GET", "/api/carriers")).carriers[0].state === "ready");
  }

  // A list of n households, H-1… with the numbers 0900000001….
  async village(n, group = "nongdan") {
    const rows = Array.from({ length: n }, (_, i) => `H-${i + 1},Chủ hộ ${i + 1},${1 + (i % 3)},Xóm ${1 + (i % 3)},0900${String(i + 1).padStart(6, "0")},${group}`);
    await this.call("POST", "/api/import?name=list.csv", `Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại 1,Nhóm\n${rows.join("\n")}\n`);
  }

  first_link() {
    return within("the first link", () => /http:\S+#link=\S+/.exec(fs.readFileSync(path.join(this.folder, "daemon.log"), "utf8"))?.[0]);
  }

  // A browser window of who has never been here.
  stranger() {
    return this.page({ state: null });
  }

  // A browser window; what goes wrong inside it is in page.faults.
  async page({ size = phone_size, language, theme, state = this.state } = {}) {
    const context = await this.browser.newContext({ viewport: size, storageState: state ?? undefined, hasTouch: size.width < 500, isMobile: size.width < 500, reducedMotion: "reduce" });
    await context.addInitScript(([l, c]) => {
      if (l) localStorage.setItem("thonbao.language", JSON.stringify(l));
      if (c) localStorage.setItem("thonbao.theme", JSON.stringify(c));
    }, [language, theme]);
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (fault) => page.faults.push(String(fault.stack)));
    page.on("dialog", (dialog) => {
      page.faults.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("console", (message) => /Content Security|Refused to/.test(message.text()) && page.faults.push(message.text()));
    page.on("request", (request) => !/^(blob|data):/.test(request.url()) && !request.url().startsWith(this.base) && page.faults.push(`asked elsewhere: ${request.url()}`));
    page.setDefaultTimeout(10000);
    return page;
  }

  async go(page, where) {
    await page.goto(this.base + where);
    await page.waitForSelector("h1");
  }

  // The head's account, made as he would; later pages are signed in.
  async sign_in() {
    const page = await this.page();
    await page.goto(await this.first_link());
    await page.fill('input[name="username"]', head.name);
    await page.fill('input[type="password"]', head.password);
    await page.click("form button.main");
    await page.waitForSelector("nav.ways");
    this.state = await page.context().storageState();
    await page.context().close();
  }
}

export async function with_house(options, fn) {
  const house = new House();
  try {
    await house.open(options);
    await fn(house);
  } finally {
    await house.close();
  }
}
