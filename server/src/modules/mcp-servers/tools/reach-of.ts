import type { Reach } from "../../tools/public.ts";

const addresses = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const links = /https?:\/\/[^\s"'<>\\]{1,2000}/gi;
const most = 50;

/** Whom and what arguments name, as far as one can see, and all they say: an outsider is told it. */
export function reachOf(args: unknown): Reach {
  const text = JSON.stringify(args);
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([found]) => found))].slice(0, most);
  return { recipients: all(addresses), urls: all(links), texts: [text] };
}
