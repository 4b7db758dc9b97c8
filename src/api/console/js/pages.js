// SPDX-License-Identifier: GPL-2.0-or-later
// A list of the daemon, page by page: the first comes at once and is asked for anew when something
// changed; the others come when the reader wants more.
import { useState } from "./html.js";
import { get, useGet } from "./api.js";
import { useDoing } from "./parts.js";

const page_size = 40;

// path: with its query; name: of the rows in the answer; id(row): what tells rows apart.
// {rows (undefined: not known yet), fault, more: null or further(), busy, reload, put(row): in the
// place of the one that is shown with its id, false when there is none}
export function usePages(path, name, id = (row) => row.id) {
  const here = `${path}${path.includes("?") ? "&" : "?"}limit=${page_size}`;
  const first = useGet(here);
  const [behind, set_behind] = useState({ here, rows: [], next: undefined });
  const doing = useDoing();
  const mine = behind.here === here ? behind : { rows: [], next: undefined };
  const next = mine.next === undefined ? first.data?.next : mine.next;
  const further = () => doing.act(async () => {
    const page = await get(`${here}&after=${encodeURIComponent(next)}`);
    set_behind({ here, rows: [...mine.rows, ...page[name]], next: page.next });
  });
  const put = (row) => {
    const in_place = (rows) => rows.map((old) => (id(old) === id(row) ? row : old));
    const shows = (rows) => rows?.some((old) => id(old) === id(row));
    if (shows(first.data?.[name])) first.change((data) => ({ ...data, [name]: in_place(data[name]) }));
    else if (shows(mine.rows)) set_behind({ ...mine, rows: in_place(mine.rows) });
    else return false;
    return true;
  };
  const seen = new Set(first.data?.[name].map(id));
  return {
    rows: first.data && [...first.data[name], ...mine.rows.filter((row) => !seen.has(id(row)))],
    fault: first.fault ?? doing.fault, more: next ? further : null, busy: doing.busy, reload: first.reload, put,
  };
}
