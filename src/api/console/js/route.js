// SPDX-License-Identifier: GPL-2.0-or-later
// Where the reader is: "#/sent/12/doors" is the page "sent" with the pieces ["12", "doors"].
import { useEffect, useState } from "./html.js";

// "#link=SECRET" is what a one-time link ends in.
export function where(hash = location.hash) {
  if (hash.startsWith("#link=")) return { page: "link", rest: [hash.slice(6)], query: new URLSearchParams() };
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [page, ...rest] = path.split("/").map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  });
  return { page, rest, query: new URLSearchParams(query ?? "") };
}

export function go(to) {
  location.hash = to;
}

export function useRoute() {
  const [route, set_route] = useState(where());
  useEffect(() => {
    const moved = () => set_route(where());
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return route;
}
