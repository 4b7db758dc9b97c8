// SPDX-License-Identifier: GPL-2.0-or-later
// What browsers that watch one broadcast cost the daemon: meson test -C build --benchmark watching.
// The sample hamlet is told something twice, once with nobody looking and once with 50 pages open on
// it; printed are the daemon's processor time and its memory (PSS).
import fs from "node:fs";
import { source_root, with_house } from "./house.js";
import { equal, finish, test, within } from "./tap.js";

const pages_most = Number(process.env.PAGES ?? 50);

// In milliseconds; the kernel counts in hundredths of a second.
function spent(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memory_kb(pid) {
  return Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]);
}

async function broadcast(house, pages) {
  const { pid } = house.daemon;
  const [began, before] = [Date.now(), spent(pid)];
  const { id } = await house.call("POST", "/api/announcements", { to: "all", text: "Mời bà con họp thôn 19 giờ thứ Bảy." });
  let most = 0;
  await Promise.all(pages.map((page) => page.evaluate((hash) => (location.hash = hash), `#/sent/${id}`)));
  await within("the end", async () => {
    most = Math.max(most, memory_kb(pid));
    return (await house.call("GET", `/api/announcements/${id}`)).done;
  }, 600000);
  console.log(`# ${pages.length} pages: ${((Date.now() - began) / 1000).toFixed(0)} s, ${spent(pid) - before} ms of the daemon, ${(most / 1024).toFixed(1)} MiB`);
  return id;
}

await with_house({ modem: "submit=80ms,registration=0" }, async (house) => {
  await house.ready();
  await house.call("POST", "/api/import?name=list.csv", fs.readFileSync(`${source_root}/tests/data/village/households.csv`, "utf8"));
  await house.sign_in();
  await broadcast(house, []);
  await test("every page shows the end of the broadcast", async () => {
    const pages = [];
    for (let i = 0; i < pages_most; i++) {
      const page = await house.page();
      await house.go(page, "#/sent");
      pages.push(page);
    }
    await broadcast(house, pages);
    for (const page of pages) await within("the end on the page", async () => (await page.textContent("main")).includes("Đã xong"));
    equal(pages.flatMap((page) => page.faults), []);
  });
});
finish();
