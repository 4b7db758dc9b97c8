// SPDX-License-Identifier: GPL-2.0-or-later
// fflate's unzip() starts workers from blobs, which the console's content security policy forbids.
// A village's list is small: unzipping it where we stand takes milliseconds.
import { unzipSync } from "./node_modules/fflate/esm/browser.js";
export { strFromU8 } from "./node_modules/fflate/esm/browser.js";

// As fflate's: the options may be left out.
export function unzip(bytes, options, done) {
  if (typeof options === "function") [options, done] = [{}, options];
  let entries;
  try {
    entries = unzipSync(bytes, options);
  } catch (fault) {
    done(fault);
    return;
  }
  done(null, entries);
}
