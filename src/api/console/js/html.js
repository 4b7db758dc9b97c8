// SPDX-License-Identifier: GPL-2.0-or-later
// What pages are made of: `html` makes elements out of a template. Whatever is put into a template
// becomes text or an attribute, never markup: what came by SMS or in a list can do nothing.
export { html, render, useCallback, useEffect, useMemo, useRef, useState } from "../vendor/preact-11.2.0.js";
