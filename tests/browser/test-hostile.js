// SPDX-License-Identifier: GPL-2.0-or-later
// What comes by SMS, in lists and in names is text and nothing else, on every page.
import { with_house } from "./house.js";
import { pages_of, sticking_out, visit } from "./pages.js";
import { equal, finish, holds, includes, test, within } from "./tap.js";

// Each would change the page, if anything made markup, an address or a formula of it.
const attacks = [
  '<img src=x onerror="window.hacked=1">',
  "<script>window.hacked=1</script>",
  '"><svg onload=window.hacked=1>',
  "javascript:window.hacked=1",
  "${window.hacked=1}{{7*7}}",
  "</textarea><iframe srcdoc='<script>parent.hacked=1</script>'>",
  "=HYPERLINK(\"http://evil.example\",\"x\")",
  "‮txet desrever‬ é́́́ ﷽﷽﷽",
  `${"W".repeat(150)}`,
];

const number = (n) => `+84900${String(n + 1).padStart(6, "0")}`;
const quoted = (text) => `"${text.replace(/"/g, '""')}"`;

async function fill(house) {
  const rows = attacks.map((a, i) => [`H-${i}`, a, a.slice(0, 60), a, `0900${String(i + 1).padStart(6, "0")}`, a, i % 2 ? "nongdan" : "", a].map(quoted).join(","));
  await house.call("POST", "/api/import?name=<img src=x onerror=hacked=1>.csv", `Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại 1,Tên người 1,Nhóm,Ghi chú\n${rows.join("\n")}\n`);
  await house.call("POST", "/api/groups", { name: "<img src=x onerror=window.hacked=1>" });
  await house.call("POST", "/api/staff", { name: "<b onmouseover=hacked=1>Ba</b>", role: "clerk" });
  await house.call("POST", "/api/announcements", { to: "all", text: `${attacks[0]} ${attacks[1]}`, options: ["1=<b>Có</b>|<i>"] });
  for (const [i, attack] of attacks.entries()) await house.control(`receive viettel ${number(i)} ${attack}`);
  await within("all records", async () => (await house.call("GET", "/api/feedback?limit=100")).feedback.length >= attacks.length);
}

await with_house({}, async (house) => {
  await house.ready();
  await fill(house);
  await house.sign_in();
  const page = await house.page();
  const pages = pages_of({ announcement: 1, feedback: [1, 2, 3, 6], household: "H-0" }).concat("#/book/H-8");

  for (const where of pages)
    await test(`hostile text is only text at ${where}`, async () => {
      await visit(house, page, where);
      equal(await page.evaluate(() => window.hacked), undefined, "a script of theirs ran");
      equal(await page.evaluate(() => document.querySelectorAll("img, iframe, script:not([src]), #app script, object, embed, [onerror], [onload], [onmouseover]").length), 0, "elements of theirs");
      equal(await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((href) => !/^(#|tel:|board|https?:\/\/127\.0\.0\.1)/.test(href))), [], "links elsewhere");
      equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, "scrolls sideways by");
      equal(await sticking_out(page), [], "sticks out");
    });

  await test("the words are shown as they came", async () => {
    await visit(house, page, "#/book");
    includes(await page.textContent("main"), "<script>window.hacked=1</script>");
    await visit(house, page, "#/heard?state=");
    includes(await page.textContent("main"), '<img src=x onerror="window.hacked=1">');
  });

  await test("a hostile list is shown before it is taken in", async () => {
    await visit(house, page, "#/book/import");
    const list = `Mã hộ,Chủ hộ,Điện thoại 1\n${attacks.map((a, i) => `X-${i},${quoted(a)},${quoted(a)}`).join("\n")}\n`;
    await page.setInputFiles('input[type="file"]', { name: "<img src=x onerror=hacked=1>.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: "Đưa vào" }).waitFor();
    equal(await page.evaluate(() => window.hacked), undefined, "a script of theirs ran");
    equal(await page.evaluate(() => document.querySelectorAll("#app img, #app iframe, #app script").length), 0, "elements of theirs");
  });

  await test("templates and drafts that are none of ours break nothing", async () => {
    const content = { text: 5, options: ["x", { label: attacks[0], words: attacks[1] }], to: "all", kind: null };
    await house.call("POST", "/api/templates", { name: attacks[0].slice(0, 100), content });
    await house.call("POST", "/api/templates", { name: "W".repeat(90), content: {} });
    await visit(house, page, "#/say");
    await page.getByRole("button", { name: "Mẫu có sẵn" }).click();
    await page.getByRole("dialog").getByText("WWW").waitFor();
    equal(await sticking_out(page), [], "sticks out");
    await page.getByRole("dialog").getByText(attacks[0]).click();
    equal(await page.getByLabel("Câu trả lời 1", { exact: true }).inputValue(), attacks[0].slice(0, 60));
    equal(await page.evaluate(() => [window.hacked, document.querySelectorAll("#app img, #app script").length]), [undefined, 0]);
  });

  await test("the exported phone book holds no formula", async () => {
    await visit(house, page, "#/book");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tải danh bạ" }).click()]);
    const stream = await download.createReadStream();
    let text = "";
    for await (const piece of stream) text += piece;
    holds(!/(^|,)"?=/m.test(text), "no cell begins with =");
    includes(text, "'=HYPERLINK");
  });

  await test("nothing was asked for elsewhere and nothing went wrong", async () => equal(page.faults, []));
});
finish();
