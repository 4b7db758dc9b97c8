// SPDX-License-Identifier: GPL-2.0-or-later
// What an announcement would take, asked for while it is written.
import { useEffect, useRef, useState } from "../html.js";
import { LinkDown, post, watch_link } from "../api.js";

const pause_ms = 350; // of typing
const again_ms = 60000; // who pauses over the text is not told a finishing time that has passed

// {value, fault, stale}: of the last body; nothing for null. The value before stays until the next
// is there, so that numbers do not flicker.
export function useEstimate(body) {
  const [state, set_state] = useState({ value: null, fault: null, of: "" });
  const wanted = body ? JSON.stringify(body) : "";
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(() => {
    if (!wanted) {
      set_state({ value: null, fault: null, of: "" });
      return undefined;
    }
    const ask = async () => {
      try {
        const value = await post("/api/estimate", JSON.parse(wanted));
        if (latest.current === wanted) set_state({ value, fault: null, of: wanted });
      } catch (fault) {
        if (latest.current === wanted)
          set_state((before) => ({ value: fault instanceof LinkDown ? before.value : null, fault, of: wanted }));
      }
    };
    const timer = setTimeout(ask, pause_ms);
    const again = setInterval(ask, again_ms);
    const unwatch = watch_link((up) => up && ask());
    return () => {
      clearTimeout(timer);
      clearInterval(again);
      unwatch();
    };
  }, [wanted]);
  return { value: state.value, fault: state.fault, stale: state.of !== wanted };
}
