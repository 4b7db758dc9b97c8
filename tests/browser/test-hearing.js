// SPDX-License-Identifier: GPL-2.0-or-later
// The inbox: what households say arrives by itself, urgent first; it is answered, corrected,
// assigned and closed.
import { with_house } from "./house.js";
import { visit } from "./pages.js";
import { equal, finish, holds, includes, test, within } from "./tap.js";

const number = (n) => `+84900${String(n).padStart(6, "0")}`;

await with_house({ more: "approval = { audience_above = 4; };" }, async (house) => {
  await house.village(6);
  await house.call("POST", "/api/staff", { name: "Chị Phản", role: "clerk" });
  await house.ready();
  await house.sign_in();
  const says = (n, text) => house.control(`receive viettel ${number(n)} ${text}`);
  await says(1, "cong nuoc thai dau xom hoi thoi qua");
  await says(2, "cuu voi nuoc len toi mai nha roi");
  await within("both records", async () => (await house.call("GET", "/api/feedback?open=1")).feedback.length === 2);
  const page = await house.page();
  const main = () => page.textContent("main");
  const rows = () => page.locator(".rows .title").allTextContents();
  const dialog = page.getByRole("dialog");

  await test("urgent words stand on top", async () => {
    await house.go(page, "#/heard");
    await within("both rows", async () => (await rows()).length === 2);
    equal((await rows())[0], "cuu voi nuoc len toi mai nha roi");
    includes(await page.textContent(".rows li"), "Gấp");
  });

  await test("what comes in appears by itself, and in the count on the way here", async () => {
    await says(3, "duong vao xom gay cong roi xe khong di duoc");
    await within("the third row", async () => (await rows()).length === 3);
    await within("the count", async () => /3/.test(await page.textContent(".ways .badge")));
  });

  await test("a record says whose it is, and why it was understood so", async () => {
    await page.getByText("cong nuoc thai").click();
    await page.waitForURL(/#\/heard\/\d+$/);
    await within("the record", async () => (await main()).includes("Chủ hộ 1"));
    includes(await main(), "Máy hiểu vậy vì: kể một việc");
    includes(await main(), "0900 000 001");
  });

  await test("it is corrected, and the correction stays in its past", async () => {
    await page.getByRole("button", { name: "Sửa cách hiểu" }).click();
    await dialog.locator("label", { hasText: "phản ánh" }).click();
    await dialog.locator("label", { hasText: "Sức khỏe" }).click();
    await dialog.getByRole("button", { name: "Sửa cách hiểu" }).click();
    await dialog.waitFor({ state: "detached" });
    const f = (await house.call("GET", "/api/feedback?kind=report")).feedback.find((row) => row.head === "Chủ hộ 1");
    equal([f.kind, f.category], ["report", "health"]);
    await within("how it was read before", async () => /phản ánh.* → phản ánh, Sức khỏe \(kể một việc/.test(await main()));
    const at = page.url();
    await house.go(page, "#/machine/journal");
    await within("the same in the journal", async () => / → phản ánh, Sức khỏe/.test(await main()));
    await house.go(page, at.slice(at.indexOf("#")));
  });

  await test("whose work a category is, is chosen where the staff are", async () => {
    const at = page.url();
    await house.go(page, "#/machine/staff");
    await page.locator("li", { hasText: "Chị Phản" }).getByRole("button", { name: "Sửa" }).click();
    await dialog.getByRole("button", { name: "Đường" }).click();
    await dialog.getByRole("button", { name: "Lưu" }).click();
    await dialog.waitFor({ state: "detached" });
    await within("it is said of her", async () => (await page.locator("li", { hasText: "Chị Phản" }).textContent()).includes("Đường"));
    const [person] = (await house.call("GET", "/api/staff")).staff.filter((one) => one.name === "Chị Phản");
    equal([person.role, person.categories], ["clerk", ["infrastructure"]]);
    await house.go(page, at.slice(at.indexOf("#")));
  });

  await test("it is assigned", async () => {
    await page.getByRole("button", { name: "Giao cho" }).click();
    await dialog.getByRole("button", { name: /Chị Phản/ }).click();
    await dialog.waitFor({ state: "detached" });
    await within("the name on the page", async () => (await main()).includes("Chị Phản"));
  });

  await test("it is answered, and the household's handset has the answer", async () => {
    await page.getByRole("button", { name: "Trả lời", exact: true }).click();
    await dialog.getByLabel("Lời trả lời").fill("Mai 7 giờ có người tới thông cống.");
    await dialog.getByRole("button", { name: "Trả lời", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await within("the answer on the handset", async () => /thông cống|thong cong/.test(await house.inbox(number(1))));
    await within("the answer in its past", async () => (await main()).includes("thông cống"));
  });

  await test("it is closed, and leaves the open ones", async () => {
    await page.getByRole("button", { name: "Xong việc này" }).click();
    await dialog.getByRole("button", { name: "Xong việc này" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Phản hồi" }).first().click();
    await within("two rows", async () => (await rows()).length === 2);
    holds(!(await rows()).some((text) => text.startsWith("cong nuoc")), "the closed one is gone");
    await page.getByRole("link", { name: "Đã xong" }).click();
    await within("it among the closed ones", async () => (await rows()).some((text) => text.startsWith("cong nuoc")));
  });

  await test("the list is narrowed by what it is about", async () => {
    await house.go(page, "#/heard?state=");
    await within("three rows", async () => (await rows()).length === 3);
    await page.getByLabel("Về việc").selectOption({ label: "Sức khỏe" });
    await within("one row", async () => (await rows()).length === 1);
  });

  await test("a household is found without accents, by a number, and in its cluster", async () => {
    await house.go(page, "#/book");
    const search = page.getByLabel("Tìm", { exact: true });
    const found = (wanted) => within(`${wanted} found`, async () => JSON.stringify(await rows()) === JSON.stringify(wanted));
    await found([1, 2, 3, 4, 5, 6].map((n) => `Chủ hộ ${n}`));
    await search.fill("chu ho 3");
    await found(["Chủ hộ 3"]);
    await search.fill("0900 000 004");
    await found(["Chủ hộ 4"]);
    await search.fill("");
    await page.getByLabel("Tổ").selectOption({ label: "Tổ 2" });
    await found(["Chủ hộ 2", "Chủ hộ 5"]);
    includes(await main(), "2 hộ");
  });

  await test("a household joins a group and leaves it", async () => {
    await house.go(page, "#/book/groups/nongdan");
    await page.getByLabel("Tìm hộ để thêm hoặc bớt").fill("chu ho 6");
    const box = page.getByRole("checkbox", { name: /Chủ hộ 6/ });
    await within("six is a member", () => box.isChecked().catch(() => false));
    const members = async () => (await house.call("GET", "/api/groups")).groups[0].households;
    await box.click();
    await within("five members", async () => (await members()) === 5);
    await box.click();
    await within("six members", async () => (await members()) === 6);
  });

  await test("what somebody else has changed meanwhile stays", async () => {
    await visit(house, page, "#/book/H-6/edit");
    await page.getByLabel("Chủ hộ").fill("Chủ hộ Sáu");
    await house.call("PUT", "/api/households/H-6", { note: "nhà có chó" });
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByRole("heading", { name: "Chủ hộ Sáu" }).waitFor();
    const { head: name, note, phones } = await house.call("GET", "/api/households/H-6");
    equal([name, note, phones.length], ["Chủ hộ Sáu", "nhà có chó", 1]);
    await house.call("PUT", "/api/households/H-6", { head: "Chủ hộ 6" });
  });

  await test("two entries of one household are made one", async () => {
    await house.go(page, "#/book/H-1");
    await page.getByRole("button", { name: "Gộp hai mục" }).click();
    await dialog.getByLabel("Tìm hộ trùng").first().fill("chu ho 6");
    await dialog.locator("label", { hasText: "Chủ hộ 6" }).click();
    await dialog.getByRole("button", { name: "Gộp vào đây" }).click();
    await dialog.waitFor({ state: "detached" });
    await within("both phones on the page", async () => (await main()).includes("0900 000 006"));
    const { households } = await house.call("GET", "/api/households");
    equal(households.map((h) => h.code), ["H-1", "H-2", "H-3", "H-4", "H-5"]);
    equal(households[0].phones.map((p) => p.number), [number(1), number(6)]);
  });

  await test("a code is dialled, and the network's question answered", async () => {
    await house.control("ussd *199# menu 1. Goi 2. Mang");
    await house.control("ussd *199#>2 end Goi mang ST15 con 2 ngay");
    await house.go(page, "#/machine/carriers");
    await page.getByRole("button", { name: "Bấm mã (USSD)" }).click();
    await dialog.getByLabel("Mã", { exact: true }).fill("*199#");
    await dialog.getByRole("button", { name: "Bấm", exact: true }).click();
    await dialog.getByLabel("Nhà mạng hỏi; bạn trả lời").fill("2");
    await dialog.getByRole("button", { name: "Gửi", exact: true }).click();
    await dialog.getByText("Goi mang ST15 con 2 ngay").waitFor();
    await dialog.getByRole("button", { name: "Đóng" }).click();
  });

  await test("what many would hear waits for a second person, an alert need not", async () => {
    await house.go(page, "#/say");
    await page.getByRole("button", { name: /Cả thôn/ }).click();
    await page.getByRole("textbox", { name: "Nội dung" }).fill("Mai họp thôn.");
    await page.getByRole("button", { name: "Xem và gửi" }).click();
    includes(await dialog.textContent(), "phải có người thứ hai duyệt");
    await dialog.getByRole("button", { name: "Gửi ngay" }).click();
    await page.waitForURL(/#\/sent\/1$/);
    await page.getByText("Chờ duyệt").waitFor();
    await house.go(page, "#/storm");
    await page.getByRole("button", { name: "Phát báo khẩn" }).click();
    holds(await dialog.getByRole("checkbox", { name: /không chờ người thứ hai duyệt/ }).isChecked(), "it does not wait");
    await dialog.getByRole("button", { name: "Gửi ngay" }).click();
    await page.waitForURL(/#\/sent\/2$/);
    equal((await Promise.all([1, 2].map((id) => house.call("GET", `/api/announcements/${id}`)))).map((a) => a.state), ["pending", "open"]);
  });

  await test("nobody is shown what his role does not allow", async () => {
    const enter = async (name, role) => {
      await house.call("POST", "/api/staff", { name, role });
      const other = await house.stranger();
      await other.goto((await house.call("POST", `/api/staff/${name}/invite`)).link);
      await other.getByLabel("Mật khẩu", { exact: true }).fill("khoai lang luoc");
      await other.getByRole("button", { name: "Bắt đầu" }).click();
      await other.waitForSelector("nav.ways");
      return other;
    };
    const viewer = await enter("Ông Xem", "viewer");
    equal(await viewer.textContent("h1"), "Theo dõi");
    equal(await viewer.getByRole("link", { name: "Báo tin" }).count(), 0, "ways to announce");
    await visit(house, viewer, "#/heard/1");
    equal(await viewer.locator("main button").count(), 0, "deeds of a viewer");
    const clerk = await enter("Cô Thư", "clerk");
    equal(await clerk.textContent("h1"), "Phản hồi");
    const leader = await enter("Ông Nhóm", "leader");
    await leader.getByText("Bạn chưa có nhóm nào").waitFor();
    await visit(house, leader, "#/heard/1");
    equal(await leader.locator("main button").count(), 0, "deeds of a leader with another's work");
    for (const other of [viewer, clerk, leader]) equal(other.faults, []);
  });

  await test("nothing went wrong inside the page", async () => equal(page.faults, []));
});
finish();
