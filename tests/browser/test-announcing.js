// SPDX-License-Identifier: GPL-2.0-or-later
// A stranger's way: the first link, the list, the first announcement; the alert; how it goes.
import { head, with_house } from "./house.js";
import { equal, finish, holds, includes, test, within } from "./tap.js";
import { workbook } from "./workbook.js";

const list = "Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại 1,Nhóm\n" +
  "T1-001,Phạm Công Thân,1,Xóm Đình,0857 483 627,nongdan;phunu\n" +
  "T1-002,Dương Minh Sự,1,Xóm Đình,84977906463,nongdan\n" +
  "T1-003,Lê Thị Gò,1,Xóm Gò,918837709,phunu\n" +
  "T2-001,Võ Văn Suối,2,Xóm Suối,12,nongdan\n" +
  "T2-002,Bùi Thị Không,2,Xóm Suối,,phunu\n";

const text = "Mời bà con họp thôn 19 giờ thứ Bảy tại nhà văn hóa, bàn chuyện phòng bão năm nay.";

await with_house({}, async (house) => {
  const page = await house.page();
  await house.ready();
  const text_of = (selector) => page.textContent(selector);
  const click = (name, role = "button") => page.getByRole(role, { name }).first().click();

  await test("the first link makes the head's account", async () => {
    await page.goto(await house.first_link());
    await page.getByLabel("Tên của bạn").fill(head.name);
    await page.getByLabel("Số điện thoại của bạn").fill("0905 111 222");
    await page.getByLabel("Mật khẩu", { exact: true }).fill(head.password);
    await click("Bắt đầu");
    await page.waitForSelector("nav.ways");
    equal(await text_of("h1"), "Báo tin");
    equal((await house.call("GET", "/api/staff")).staff.map((one) => one.phone), ["+84905111222"], "where calls for help are told");
  });

  await test("an empty phone book leads to the import, which shows what it mends before it does", async () => {
    await click("Đưa danh sách vào", "link");
    await page.setInputFiles('input[type="file"]', { name: "thôn.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByText("Để riêng, không dùng được").waitFor();
    includes(await text_of("main"), "“12” không dùng làm số máy được: không có số nào bắt đầu như vậy");
    await page.getByText("Máy đã sửa giúp").click();
    includes(await text_of("main"), "Số 0 ở đầu “918837709” được thêm lại");
    equal((await house.call("GET", "/api/households")).households.length, 0, "households before the yes");
    await click("Đưa vào");
    await page.getByText("Xong: thêm 5 hộ").waitFor();
    equal((await house.call("GET", "/api/households")).households.length, 5, "households after it");
  });

  await test("a workbook is read as well, its numbers without their first 0 too", async () => {
    await page.getByRole("link", { name: "Danh bạ" }).first().click();
    await page.getByRole("link", { name: "Đưa danh sách vào" }).first().click();
    await page.setInputFiles('input[type="file"]', { name: "thôn.xlsx", mimeType: "application/octet-stream", buffer: workbook([
      ["Mã hộ", "Chủ hộ", "Tổ", "Địa chỉ", "Điện thoại 1", "Nhóm"],
      ["T1-003", "Lê Thị Gò & con", 1, "Xóm Gò", 918837709, "phunu"]]) });
    await click("Đưa vào");
    await page.getByText("Xong:").waitFor();
    const household = (await house.call("GET", "/api/households")).households.find((h) => h.code === "T1-003");
    equal([household.head, household.phones[0].number], ["Lê Thị Gò & con", "+84918837709"]);
  });

  await test("text and numbers are seen while one writes", async () => {
    await page.getByRole("link", { name: "Báo tin" }).first().click();
    await page.getByRole("button", { name: /Nông dân/ }).click();
    await page.getByRole("button", { name: /Phụ nữ/ }).click();
    await page.getByRole("textbox", { name: "Nội dung" }).fill(text);
    await page.waitForSelector(".facts");
    equal(await text_of(".handset .air"), "Moi ba con hop thon 19 gio thu Bay tai nha van hoa, ban chuyen phong bao nam nay.");
    holds((await page.locator(".handset mark").allTextContents()).includes("bao"), "what turns ambiguous is marked");
    holds((await text_of(".ambiguous")).includes("báo"), "and what it may be read as is said");
    const facts = await text_of(".facts");
    holds(facts.includes("Hộ5") && facts.includes("Máy nhận3") && facts.includes("750 đ"), `households once each, phones, cost: ${facts}`);
  });

  await test("a draft survives a closed page", async () => {
    await page.reload();
    equal(await page.getByRole("textbox", { name: "Nội dung" }).inputValue(), text);
    await page.waitForSelector(".facts");
  });

  await test("answers are offered and the text says how", async () => {
    await page.locator("summary", { hasText: "Bà con trả lời" }).click();
    await click("Có đi / Không đi");
    await page.getByRole("button", { name: /Thêm vào tin: Trả lời 1: Có đi, 2: Không đi/ }).click();
    holds((await page.getByRole("textbox", { name: "Nội dung" }).inputValue()).endsWith("Trả lời 1: Có đi, 2: Không đi."), "the text ends so");
  });

  await test("it goes to one's own phone first", async () => {
    await page.getByRole("button", { name: "Gửi thử cho tôi" }).click();
    await page.getByLabel("Số điện thoại của bạn").fill("090511");
    await page.getByRole("button", { name: "Gửi thử", exact: true }).click();
    await page.getByText("Không gửi được tới số này.").waitFor();
    await page.getByLabel("Số điện thoại của bạn").fill("0905 111 222");
    await page.getByRole("button", { name: "Gửi thử", exact: true }).click();
    await within("the text on my phone", async () => (await house.inbox("+84905111222")).includes("Moi ba con hop thon"));
  });

  await test("one confirmation says the numbers and sends", async () => {
    await click("Xem và gửi");
    const asked = await page.getByRole("dialog").textContent();
    holds(asked.includes("Gửi cho 5 hộ?") && asked.includes("750 đ") && asked.includes("Nông dân, Phụ nữ"), asked);
    await click("Gửi ngay");
    await page.waitForURL(/#\/sent\/1$/);
  });

  await test("progress arrives by itself", async () => {
    await within("three households reached", async () => (await text_of("main")).includes("3 / 5"));
    await house.control("receive viettel +84857483627 1 ca nha di");
    await within("the answer in the counts", async () => /1\. Có đi\s*1/.test(await text_of("main")));
    const inbox = await house.inbox("+84857483627");
    holds(inbox.includes("Moi ba con hop thon 19 gio"), "the handset has it");
  });

  await test("the door list is ticked", async () => {
    await page.getByRole("link", { name: /Đến tận nhà: 2 hộ/ }).click();
    await page.getByRole("button", { name: "Đã đến nhà Bùi Thị Không" }).click();
    await page.getByText("Còn 1 nhà chưa đến.").waitFor();
    await within("reach", async () => (await house.call("GET", "/api/announcements/1")).reach.visit === 1);
  });

  await test("the door list goes to the leader's phone", async () => {
    await house.call("POST", "/api/staff", { name: "Ông Tổ Hai", role: "leader", phone: "0905222444", cluster: "2" });
    await page.getByRole("button", { name: "Nhắn cho tổ trưởng" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Nhắn cho tổ trưởng" }).click();
    await page.getByText("Đã nhắn danh sách").waitFor();
    await within("the list on the leader's phone", async () => (await house.inbox("+84905222444")).includes("to 2 con 1 nha"));
  });

  await test("each household is shown with how it was reached, or why not", async () => {
    await page.getByRole("link", { name: "Tin số 1" }).first().click();
    await page.getByRole("link", { name: "Từng hộ" }).click();
    await page.getByRole("heading", { name: "Tổ 1" }).waitFor();
    includes(await text_of("main"), "Phạm Công Thân đã nhận");
    await page.getByRole("combobox").selectOption("2");
    await page.getByRole("heading", { name: "Tổ 2" }).waitFor();
    await page.locator("label", { hasText: "chưa nhận" }).click();
    await within("one household", async () => (await text_of("main")).includes("1 hộ"));
    includes(await text_of("main"), "Võ Văn Suối phải đến nhà");
    includes(await text_of("main"), "không có điện thoại");
  });

  await test("what comes again is a schedule", async () => {
    await page.getByRole("link", { name: "Báo tin" }).first().click();
    await page.getByRole("button", { name: /Nông dân/ }).click();
    await page.getByRole("textbox", { name: "Nội dung" }).fill("Rằm này mời bà con dọn đường làng.");
    await page.locator("summary", { hasText: "Hẹn giờ" }).click();
    await page.locator("label", { hasText: "Hẹn giờ" }).click();
    await page.getByLabel("Giờ", { exact: true }).selectOption("06");
    await page.getByLabel("Phút", { exact: true }).selectOption("30");
    await page.locator("label", { hasText: "Rằm âm lịch" }).click();
    await click("Xem và gửi");
    includes(await page.getByRole("dialog").textContent(), "Ngày 15 âm lịch");
    await page.getByRole("dialog").locator("button.main").click();
    await page.getByRole("heading", { name: "Tin lặp lại" }).waitFor();
    const [made] = (await house.call("GET", "/api/schedules")).schedules;
    equal([made.lunar, made.to, made.at.slice(11, 16)], ["15", "nongdan", "06:30"]);
    includes(await text_of("main"), "Rằm này mời bà con dọn đường làng.");
  });

  await test("the alert is two taps and a confirmation", async () => {
    await page.getByRole("link", { name: /BÁO KHẨN/ }).click();
    await page.getByRole("button", { name: "Phát báo khẩn" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Gửi ngay" }).click();
    await page.waitForURL(/#\/sent\/\d+$/);
    const id = Number(page.url().match(/\d+$/)[0]);
    const alert = await house.call("GET", `/api/announcements/${id}`);
    equal([alert.priority, alert.kind, alert.to, alert.help_option], ["emergency", "alert", "all", 2]);
  });

  await test("the list says how many are reached and have answered", async () => {
    await page.getByRole("link", { name: "Theo dõi" }).first().click();
    await within("the counts", async () => (await text_of("main")).includes("4 trong 5 hộ đã nhận · 1 hộ trả lời"));
  });

  await test("a long door list comes cluster by cluster, and is printed whole", async () => {
    const rows = Array.from({ length: 310 }, (_, i) => `X-${i},Nhà ${i},${i < 200 ? "Xóm Trên" : "8"},,,xa`);
    await house.call("POST", "/api/import?name=list.csv", `Mã hộ,Chủ hộ,Tổ,Địa chỉ,Điện thoại 1,Nhóm\n${rows.join("\n")}\n`);
    const { id } = await house.call("POST", "/api/announcements", { to: "xa", text: "Mai cúp điện." });
    await page.evaluate((hash) => (location.hash = hash), `#/sent/${id}/doors`);
    await page.getByText("Còn 310 nhà chưa đến.").waitFor();
    equal(await page.locator(".door").count(), 0, "doors before a cluster is chosen");
    await page.getByRole("link", { name: /Xóm Trên/ }).click();
    await page.getByRole("status").getByText("Còn 200 nhà chưa đến.").waitFor();
    await page.getByRole("button", { name: "Đã đến nhà Nhà 0", exact: true }).click();
    await page.getByText("Còn 199 nhà chưa đến.").waitFor();
    await page.getByRole("link", { name: "Theo tổ" }).click();
    await page.evaluate(() => (window.print = () => (window.printed = document.querySelectorAll(".door").length)));
    await page.getByRole("button", { name: "In", exact: true }).click();
    await within("the whole list on paper", async () => (await page.evaluate(() => window.printed)) === 309);
  });

  await test("a draft that the daemon is slow to keep does not outlive its announcement", async () => {
    let let_go;
    const gate = new Promise((done) => (let_go = done));
    await page.route("**/api/drafts", async (route) => {
      if (route.request().method() === "POST") await gate;
      await route.continue();
    });
    await page.getByRole("link", { name: "Báo tin" }).first().click();
    const keeping = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/drafts"));
    await page.getByRole("button", { name: /Phụ nữ/ }).click();
    await page.getByRole("textbox", { name: "Nội dung" }).fill("Chi hội họp tối thứ Tư.");
    await keeping;
    await click("Xem và gửi");
    await click("Gửi ngay");
    await page.waitForURL(/#\/sent\/\d+$/);
    const forgotten = page.waitForResponse((answer) => answer.request().method() === "DELETE");
    let_go();
    await forgotten;
    equal((await house.call("GET", "/api/drafts")).drafts, []);
    await page.unroute("**/api/drafts");
  });

  await test("nothing went wrong inside the page", async () => equal(page.faults, []));
});
finish();
