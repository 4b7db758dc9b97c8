// SPDX-License-Identifier: GPL-2.0-or-later
// Households found by what one types: the daemon looks, so that a large village stays light here.
import { useEffect, useState } from "../html.js";
import { usePages } from "../pages.js";

const pause_ms = 250; // of typing

// filters: {search, group, cluster (null: all)}; as usePages(). What was found last stays until the
// next is there.
export function useHouseholds({ search, group, cluster = null }) {
  const [wanted, want] = useState(search.trim());
  useEffect(() => {
    const timer = setTimeout(() => want(search.trim()), pause_ms);
    return () => clearTimeout(timer);
  }, [search]);
  const query = new URLSearchParams();
  if (wanted) query.set("search", wanted);
  if (group && !wanted) query.set("group", group);
  if (cluster !== null) query.set("cluster", cluster);
  const list = usePages(`/api/households?${query}`, "households", (h) => h.code);
  const [last, keep] = useState(null);
  useEffect(() => {
    if (list.rows) keep(list.rows);
  }, [list.rows?.length, list.rows?.[0], query.toString()]);
  return { ...list, rows: list.rows ?? (list.fault ? undefined : last) };
}
