import type { Escape } from "./escape.ts";

/** So many signs at most on either side of the `@`. */
const most = 64;
/** Fewer before and behind are no address. */
const [leastBefore, leastBehind] = [2, 4];
const isSign = (sign: string | undefined): boolean => sign !== undefined && /^[\w.+-]$/.test(sign);

/** A mail address with its letters spaced out: `j o h n @ g m a i l . c o m`. */
export function* readSpacedAddresses(part: string): Generator<Escape> {
  for (let at = part.indexOf("@"), free = 0; at >= 0; at = part.indexOf("@", at + 1)) {
    let from = at;
    while (at - from < 2 * most && from - 2 >= free && part[from - 1] === " " && isSign(part[from - 2])) from -= 2;
    let to = at;
    while (to - at < 2 * most && part[to + 1] === " " && isSign(part[to + 2])) to += 2;
    // A letter that belongs to a word is none of it: "ask Ann @ h o m e".
    if (from > free && /\S/.test(part[from - 1]!)) from += 2;
    if (/\S/.test(part[to + 1] ?? " ")) to -= 2;
    const text = part.slice(from, to + 1).replaceAll(" ", "");
    const [before, behind] = [(at - from) / 2, (to - at) / 2];
    if (before < leastBefore || behind < leastBehind || !/@.+\.\w{2,}/.test(text)) continue;
    yield { from, to: to + 1, text };
    free = to + 1;
  }
}
