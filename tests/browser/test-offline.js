// SPDX-License-Identifier: GPL-2.0-or-later
// The link drops: the page says so, keeps what it knew, loses nothing that was written or ticked, and
// goes on when the link is back.
import { head, with_house } from "./house.js";
import { visit } from "./pages.js";
import { equal, finish, includes, test, within } from "./tap.js";

// The scripts that one needs, itself among them.
async function modules_of(url, known = new Set()) {
  if (known.has(url.href)) return known;
  known.add(url.href);
  const script = await (await fetch(url)).text();
  for (const [, name] of script.matchAll(/ from "(\.[^"]+)"/g)) await modules_of(new URL(name, url), known);
  return known;
}

await with_house({}, async (house) => {
  await house.village(6);
  await house.call("PUT", "/api/households/X-1", { head: "Bà Không Máy", cluster: "1" });
  await house.ready();
  await house.call("POST", "/api/announcements", { to: "all", text: "Họp thôn" });
  await within("delivery", async () => (await house.call("GET", "/api/announcements/1")).done);
  await house.sign_in();
  const page = await house.page();
  const main = () => page.textContent("main");
  const banner = page.locator(".link-banner p");

  await test("what was known stays, and a banner says that the link is down", async () => {
    await visit(house, page, "#/book");
    await visit(house, page, "#/sent/1");
    const needed = [...await modules_of(new URL("js/pages/say.js", house.base)), ...await modules_of(new URL("js/pages/storm.js", house.base))];
    await within("the other pages", () => page.evaluate((names) => names.every((name) =>
      performance.getEntriesByType("resource").some((entry) => entry.name === name && entry.responseEnd > 0)), needed));
    await house.end_daemon();
    await visit(house, page, "#/book");
    await banner.waitFor();
    includes(await main(), "Chủ hộ 1");
    await page.evaluate(() => (location.hash = "#/sent/1"));
    await within("the announcement", async () => (await main()).includes("6 / 7"));
  });

  await test("what is written meanwhile is kept and can be sent afterwards", async () => {
    await page.evaluate(() => (location.hash = "#/say"));
    await page.getByRole("textbox", { name: "Nội dung" }).fill("Mai cúp điện từ 7 giờ.");
  });

  await test("when the link is back the banner goes and the page goes on", async () => {
    await house.start_daemon();
    await banner.waitFor({ state: "detached" });
    await house.ready();
    await page.getByRole("button", { name: /Cả thôn/ }).click();
    await page.waitForSelector(".facts");
    equal(await page.getByRole("textbox", { name: "Nội dung" }).inputValue(), "Mai cúp điện từ 7 giờ.");
  });

  await test("a door ticked without a link is handed in when it is back", async () => {
    await visit(house, page, "#/sent/1/doors");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Đã đến nhà Bà Không Máy" }).click();
    await page.getByText("đang đợi có kết nối").waitFor();
    equal((await house.call("GET", "/api/announcements/1")).reach.visit, 0, "visits told");
    await page.context().setOffline(false);
    await within("the visit", async () => (await house.call("GET", "/api/announcements/1")).reach.visit === 1);
    await page.getByText("đang đợi có kết nối").waitFor({ state: "detached" });
  });

  await test("an announcement sent twice through a broken link goes out once", async () => {
    await visit(house, page, "#/say");
    await page.waitForSelector(".facts");
    await page.getByRole("button", { name: "Xem và gửi" }).click();
    // The answer is lost on its way back.
    await page.route("**/api/announcements", async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    const yes = page.getByRole("dialog").getByRole("button", { name: "Gửi ngay" });
    await yes.click();
    await page.getByRole("alert").waitFor();
    await yes.click();
    await page.waitForURL(/#\/sent\/2$/);
    equal((await house.call("GET", "/api/announcements")).announcements.length, 2, "announcements");
  });
  await test("what is written outlives the session", async () => {
    const sign_out_elsewhere = () => page.evaluate(async () => {
      const { csrf } = await (await fetch("/api/session")).json();
      await fetch("/api/session", { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
    });
    const sign_in = async () => {
      await page.getByRole("heading", { name: "Đăng nhập" }).waitFor();
      await page.fill('input[type="password"]', head.password);
      await page.getByRole("button", { name: "Vào" }).click();
      await page.waitForSelector("nav.ways");
    };
    for (const [where, field, words] of [["#/say", "Nội dung", "Chiều nay phun thuốc muỗi."], ["#/storm", "Lời báo (sửa được)", "KHẨN: Đê sắp vỡ."]]) {
      await visit(house, page, where);
      const text = page.getByRole("textbox", { name: field });
      await text.fill(words);
      await sign_out_elsewhere();
      await page.evaluate(() => (location.hash = "#/sent")); // whose answer is that nobody is signed in
      await sign_in();
      await visit(house, page, where);
      equal(await text.inputValue(), words);
    }
  });
  await test("nothing went wrong inside the page", async () => equal(page.faults.filter((fault) => !/ERR_/.test(fault)), []));
});
finish();
