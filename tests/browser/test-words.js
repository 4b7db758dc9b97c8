// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the daemon may say, the page says in Vietnamese: the codes of refusals, what the journal
// tells, and the reasons of states. They are read from the daemon's sources; no browser is needed.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { equal, finish, holds, test } from "./tap.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
globalThis.document = { documentElement: {} };
const { load_language, has } = await import(`${root}/src/api/console/js/language.js`);
const { sentence } = await import(`${root}/src/api/console/js/words.js`);
await load_language("vi");

// What is said while the daemon starts stands in its log; no page is open yet.
const at_start = ["store/store.c", "api/tls.c", "api/listener.c", "api/address.c", "api/door.c"];

function sources(...rooms) {
  return rooms.flatMap((room) => fs.readdirSync(`${root}/src/${room}`).filter((name) => name.endsWith(".c"))
    .map((name) => `${room}/${name}`).filter((name) => !at_start.includes(name)))
    .map((name) => ({ name, text: fs.readFileSync(`${root}/src/${name}`, "utf8") }));
}

// The string literals of a piece of C, those that stand side by side joined, with examples in the
// place of what is filled in.
function literals(c) {
  return [...c.matchAll(/(?:"((?:[^"\\]|\\.)*)"\s*(?:PRI\w+\s*)?)+/g)].map((found) =>
    [...found[0].matchAll(/"((?:[^"\\]|\\.)*)"\s*(PRI\w+)?/g)].map(([, text, format]) => text + (format ? "d" : "")).join("")
      .replace(/\\"/g, '"').replace(/%%/g, "\u0001").replace(/%[-+.*\d]*(?:z|l|ll)?[duif]/g, "7")
      .replace(/%[.*\d]*s/g, "Xy").replace(/\u0001/g, "%"));
}

// The literals inside the places that `pattern` finds.
function said_in(files, pattern) {
  return files.flatMap(({ text }) => [...text.matchAll(pattern)].flatMap(([piece]) => literals(piece)));
}

const untold = (sentences) => [...new Set(sentences)].filter((text) => / /.test(text) && sentence(text) === text).sort();

await test("every refusal has its words", async () => {
  const pattern = /\brefuse\w*\([^;"]*?"([a-z_]+)",\s*(?:NULL|"[^"]*"|[\w>.-]+),/g;
  const codes = sources("text", "village", "store", "dispatch", "inbound", "inbound/reply", "api")
    .flatMap(({ text }) => [...text.matchAll(pattern)].map((found) => found[1]));
  holds(codes.length > 100, `refusals are found: ${codes.length}`);
  equal([...new Set(codes)].filter((code) => !has(`error.${code}`)).sort(), [], "without words");
}, { alone: true });

await test("whatever is said of a list has its words", async () => {
  const named = (file, pattern) => [...fs.readFileSync(`${root}/src/village/${file}`, "utf8").matchAll(pattern)].map((found) => found[1]);
  const remarks = named("remark.c", /\[REMARK_\w+\] =\s*\{\s*"([a-z_]+)"/g);
  const reasons = named("number.c", /\[NUMBER_\w+\] =\s*\{\s*"([a-z_]+)"/g);
  holds(remarks.length > 30 && reasons.length > 5, `codes are found: ${remarks.length}, ${reasons.length}`);
  equal(remarks.filter((code) => !has(`remark.${code}`)), [], "remarks without words");
  equal(reasons.filter((code) => !has(`reason.${code}`)), [], "reasons without words");
  const columns = named("vocabulary.c", /column_field_words\[\] = \{([^}]*)\}/g).flatMap((list) => list.match(/[a-z]+/g))
    .concat(named("import_merge.c", /(?:differ\(difference|merge_text\([^"]*), "([a-z]+)"/g))
    .filter((name) => name !== "ignored");
  holds(columns.length > 15, `columns are found: ${columns}`);
  equal(columns.filter((name) => !has(`column.${name}`)), [], "columns without words");
}, { alone: true });

await test("whatever stands in the journal has its words", async () => {
  const files = sources("dispatch", "inbound", "inbound/reply", "api");
  const deeds = said_in(files, /\b(?:journal_add|add_journal|journal|record|note|change_one|dispatch_stop_phone)\([^;{]*;/g)
    .filter((text) => /^[a-z]+(?: [a-z]+)*$/.test(text) && text !== "thonbao" && text !== "head");
  holds(deeds.length > 30, `deeds are found: ${deeds.length}`);
  equal([...new Set(deeds)].filter((text) => !["", "feedback "].some((room) => has(`journal.${room}${text}`)) && sentence(text) === text).sort(), [], "without words");
}, { alone: true });

await test("the reason of every message's state has its words", async () => {
  const reasons = said_in(sources("village"), /sentences\[MESSAGE_WHY_COUNT\] = \{[^}]*\}/g);
  holds(reasons.length > 15, `reasons are found: ${reasons.length}`);
  equal(untold(reasons), [], "without words");
  equal(untold(said_in(sources("api"), /rings\[RING_STATE_COUNT\] = \{[^}]*\}|buf_(?:puts|printf)\(out, "(?:[^"\\]|\\.)* (?:[^"\\]|\\.)*"/g)
    .filter((text) => /phone|sent|rung|line/.test(text))), [], "what was tried");
}, { alone: true });

await test("what a report says has the same words on the page and on the printed door list", async () => {
  const table = fs.readFileSync(`${root}/src/village/report_status.c`, "utf8");
  const words = [...table.matchAll(/\{"([^"]+)",\s*"([^"]+)"\}/g)].map(([, english, vietnamese]) => ({ english, vietnamese }));
  holds(words.length >= 18, `statuses are found: ${words.length}`);
  equal(words.filter(({ english, vietnamese }) => sentence(english) !== vietnamese), [], "without words, or with others");
  equal(sentence("failed: the network reported that it was not delivered: the number cannot be obtained (67); was rung"),
    `${sentence("failed")}: nhà mạng báo không tới: không liên lạc được số này (67); ${sentence("was rung")}`, "a whole sentence");
}, { alone: true });

await test("why a reply is understood so has its words", async () => {
  const opening = /(?:"(?:an? |asks|calls? |called|corrected|denies|does not|holds|leaves|may be|names|no rule|no word|nothing|reads|refuses in|says|speaks|tells|the (?:sender|code|text)|wants)[^"\n]* [^"\n]*"\s*)(?:"[^"\n]*"\s*)*/g;
  const reasons = said_in(sources("inbound", "inbound/reply").filter(({ name }) => !/orders|keywords/.test(name)), opening)
    .filter((text) => !/ for so long| after this|room$|GUI|KHAN|đâu|which\?$|%$/.test(text));
  holds(reasons.length > 60, `reasons are found: ${reasons.length}`);
  equal(untold(reasons), [], "without words");
}, { alone: true });

await test("what keeps a SIM from sending has its words", async () => {
  const files = [...sources("dispatch"), ...sources("carrier"), ...sources("modem")].filter(({ name }) => !/settings|texts|approval/.test(name));
  const reasons = said_in(files, /(?:(?:ret_sentence|->why|\.sentence|no_number\[\]|rules\[\]) = |snprintf\((?:o|s|proof)->(?:fault|why)|(?:set_why|fault_set|answer_once)\()(?:"(?:[^"\\]|\\.)*"|[^";])*;/g)
    .filter((text) => / /.test(text) && !/^ |\btry$/.test(text));
  holds(reasons.length > 30, `reasons are found: ${reasons.length}`);
  equal(untold(reasons), [], "without words");
}, { alone: true });

await test("what a modem or the network answers has its words", async () => {
  const answers = said_in(sources("modem").filter(({ name }) => name === "modem/faults.c"), /\{(?:0x)?\w+, (?:RECIPIENT|CREDIT|NETWORK|DEVICE|SIM), "[^"]*"\}/g);
  holds(answers.length > 50, `answers are found: ${answers.length}`);
  equal(untold(answers), [], "without words");
}, { alone: true });
finish();
