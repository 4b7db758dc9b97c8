// SPDX-License-Identifier: GPL-2.0-or-later
// Tests that print TAP, one after the other.
let number = 0;
let failures = 0;

export function fail(sentence) {
  throw new Error(sentence);
}

export function equal(is, wanted, what = "value") {
  const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (a !== b) fail(`${what}: is ${a}, wanted ${b}`);
}

export function holds(condition, what) {
  if (!condition) fail(`not so: ${what}`);
}

export function includes(text, wanted) {
  if (!text.includes(wanted)) fail(`no "${wanted}" in: ${text.replace(/\s+/g, " ").slice(0, 1500)}`);
}

// Looks until fn() is true or gives something; the limit is only for faults.
export async function within(what, fn, limit_ms = 30000) {
  const end = Date.now() + limit_ms;
  for (;;) {
    const value = await fn();
    if (value) return value;
    if (Date.now() > end) fail(`not within ${limit_ms / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

// One test. Where they are steps of a story, what comes after a broken one is not tried.
export async function test(name, fn, { alone = false } = {}) {
  number++;
  if (failures && !alone) {
    console.log(`not ok ${number} - ${name}\n# not tried: what comes before it failed`);
    return;
  }
  try {
    await fn();
    console.log(`ok ${number} - ${name}`);
  } catch (fault) {
    failures++;
    console.log(`not ok ${number} - ${name}`);
    console.log(String(fault.stack ?? fault).split("\n").slice(0, 12).map((line) => `# ${line}`).join("\n"));
  }
}

export function failed() {
  return failures > 0;
}

export function finish() {
  console.log(`1..${number}`);
  process.exitCode = failures ? 1 : 0;
}
