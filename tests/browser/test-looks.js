// SPDX-License-Identifier: GPL-2.0-or-later
// Every page, in both languages, on a phone and on a desk, light and dark: accessible (axe-core), no
// wider than the screen, no string missing; and light enough for a slow link.
import { axe_source, source_root, with_house } from "./house.js";
import { pages_of, visit } from "./pages.js";
import { equal, finish, holds, test, within } from "./tap.js";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
// What a page is made of is the same in both languages: in the second only the colours are asked about.
const looks = [
  ["vi", phone, "light"], ["en", phone, "dark", ["color-contrast"]], ["vi", desk, "dark"], ["en", desk, "light", ["color-contrast"]],
];

// What axe-core finds serious or worse.
async function blemishes(page, rules) {
  return page.evaluate(async (only) => {
    const found = await window.axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: only }) });
    return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
      .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")}`);
  }, rules);
}

// Elements whose text is cut off or that stick out of the screen.
function sticking_out(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? [`the page, by ${document.documentElement.scrollWidth - innerWidth}`] : [];
    const cut = [...document.querySelectorAll("button, .button, .chip, h1, h2, h3, dt, dd, .tag, .tabs a, .ways a span")]
      .filter((e) => e.offsetParent && !e.matches(".unseen") && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
      .map((e) => `${e.tagName} "${e.textContent.slice(0, 40)}"`);
    return [...wide, ...cut];
  });
}

// What one presses and is lower than a finger needs.
function too_small(page) {
  return page.evaluate(() => [...document.querySelectorAll("button, .button, .row-link, .tabs a, .ways a, .chip, .back, .choice label, select, summary, input:not([type=checkbox]):not([type=radio])")]
    .filter((e) => e.checkVisibility() && !e.matches(".unseen") && e.getBoundingClientRect().height < 44).map((e) => `${e.tagName}.${e.className} "${e.textContent.slice(0, 40)}"`));
}

// Icons that nothing is drawn for.
function bare_icons(page) {
  return page.evaluate(() => [...document.querySelectorAll("use")].map((e) => e.getAttribute("href")).filter((name) => !document.querySelector(name)));
}

// Keys of strings that show through where a string is missing.
function bare_keys(page, keys) {
  return page.evaluate((spaces) => [...document.body.innerText.matchAll(/\b([a-z_]+)\.[a-z_]+\b/g)].filter((m) => spaces.includes(m[1])).map((m) => m[0]), keys);
}

async function one_look(house, [language, size, theme, rules], strings) {
  const page = await house.page({ size, language, theme });
  await page.addInitScript(axe_source);
  const spaces = [...new Set(Object.keys(strings).map((key) => key.split(".")[0]))];
  for (const where of pages_of({ announcement: 1, feedback: [1], household: "H-1" }))
    await test(`${where} in ${language}, ${size.width} px, ${theme}`, async () => {
      await visit(house, page, where);
      equal(await page.getAttribute("html", "lang"), language);
      equal(await sticking_out(page), [], "sticking out");
      equal(await too_small(page), [], "too small for a finger");
      equal(await bare_icons(page), [], "icons missing");
      equal(await bare_keys(page, spaces), [], "strings missing");
      equal(await blemishes(page, rules), [], "axe-core");
    }, { alone: true });
  await test(`nothing went wrong in ${language}, ${size.width} px, ${theme}`, async () => equal(page.faults, []));
  await page.context().close();
}

await with_house({}, async (house) => {
  const lang = (name) => import(`${source_root}/src/api/console/lang/${name}.js`);
  const [vi, en] = [(await lang("vi")).default, (await lang("en")).default];
  await house.village(9);
  await house.ready();
  await house.call("POST", "/api/announcements", { to: "all", text: "Họp thôn 19 giờ thứ Bảy. Trả lời 1 đi, 2 không đi.", options: ["1=Có đi", "2=Không đi"] });
  await house.control("receive viettel +84900000001 cong nuoc thai hoi qua");
  await within("the record", async () => (await house.call("GET", "/api/feedback")).feedback.length === 1);

  await test("the first load is under 150 kB as it comes over the wire", async () => {
    const context = await house.browser.newContext();
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    let bytes = 0;
    await network.send("Network.enable");
    network.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.goto(house.base, { waitUntil: "networkidle" });
    await page.waitForSelector("h1");
    console.log(`# signing in: ${bytes} bytes`);
    holds(bytes > 0 && bytes < 150e3, `${bytes} bytes`);
    await context.close();
  });

  await test("signing in is accessible in both languages", async () => {
    const page = await house.page();
    await page.addInitScript(axe_source);
    await house.go(page, "");
    equal(await blemishes(page), [], "axe-core");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    equal(await blemishes(page), [], "axe-core");
    equal(await sticking_out(page), [], "sticking out");
    await page.context().close();
  });

  await test("the board for everyone is accessible, and names nobody", async () => {
    const page = await house.page();
    await page.addInitScript(axe_source);
    await house.go(page, "board");
    await page.getByRole("heading", { name: "Đã báo" }).waitFor();
    equal(await blemishes(page), [], "axe-core");
    equal(await sticking_out(page), [], "sticking out");
    holds(!/Chủ hộ|0900/.test(await page.textContent("main")), "no names and no numbers");
    await page.context().close();
  });

  await house.sign_in();

  await test("the first page of who is signed in is under 150 kB as well", async () => {
    const context = await house.browser.newContext({ storageState: house.state });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    let bytes = 0;
    await network.send("Network.enable");
    network.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.goto(house.base);
    await page.waitForSelector(".chip");
    console.log(`# saying it: ${bytes} bytes`);
    holds(bytes > 0 && bytes < 150e3, `${bytes} bytes`);
    await context.close();
  });

  for (const look of looks) await one_look(house, look, look[0] === "vi" ? vi : en);

  await test("the language changes where one is, and stays", async () => {
    const page = await house.page();
    await visit(house, page, "#/account");
    await page.locator("label", { hasText: "English" }).click();
    await page.getByRole("heading", { name: "My account" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "My account" }).waitFor();
    await page.context().close();
  });

  await test("the keyboard alone reaches the text and the skip link", async () => {
    const page = await house.page({ size: desk });
    await house.go(page, "#/say");
    await page.keyboard.press("Tab");
    equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.context().close();
  });
});

await test("both languages have the same strings, but for what the daemon says in English itself", async () => {
  const lang = (name) => import(`${source_root}/src/api/console/lang/${name}.js`);
  const keys = async (name) => new Set(Object.keys((await lang(name)).default).filter((key) => !/^(said|error)\./.test(key)));
  const [en, vi] = [await keys("en"), await keys("vi")];
  equal([...vi].filter((key) => !en.has(key)), [], "not in English");
  equal([...en].filter((key) => !vi.has(key)), [], "not in Vietnamese");
});
finish();
