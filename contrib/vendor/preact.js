// SPDX-License-Identifier: GPL-2.0-or-later
// What the console takes of Preact and htm.
import { h } from "preact";
import htm from "htm";
export { render } from "preact";
export { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
export const html = htm.bind(h);
