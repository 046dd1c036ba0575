import type { Detector, Hit } from "../../detector.ts";
import { makeTokens, tokenizeLine, tokenKinds, type Tokens } from "../tokenize.ts";
import { readCode } from "./read-code.ts";
import { readStreet } from "./read-street.ts";
import { type Row, readRow } from "./row.ts";

/**
 * Postal addresses by their form: a street's word next to a house number, in the ways seven languages write it, with the
 * postal code and town behind; and a postal code with its town alone. Each token looks a few tokens around: linear.
 */
export const addresses: Detector = {
  name: "addresses",
  longest: 256,
  detect(text) {
    const tokens = makeTokens();
    const hits: Hit[] = [];
    for (let at = 0; at < text.length; ) {
      at = tokenizeLine(text, at, tokens);
      if (hasNumber(tokens)) findInRow(readRow(text, tokens), hits);
    }
    return hits;
  },
};

/** Every address has one: of a house, or a postal code. */
const hasNumber = ({ kinds, count }: Tokens): boolean => kinds.subarray(0, count).includes(tokenKinds.number);

function findInRow(row: Row, hits: Hit[]): void {
  for (let i = 0, free = 0; i < row.count; i++) {
    const street = readStreet(row, i, free);
    const found = street ?? readCode(row, i, false);
    if (!found || found.from < free) continue;
    const code = street && readCodeBehind(row, found.to);
    const to = code ? code.to : found.to;
    hits.push({
      start: row.start(found.from),
      end: row.end(to),
      cls: "address",
      rule: found.rule,
      score: street ? 0.85 : 0.65,
    });
    free = to + 1;
    i = to;
  }
}

/** Code and town directly behind a street, over at most a comma; a town alone may come before a code (`, Leeds LS1 4AP`). */
function readCodeBehind(row: Row, last: number) {
  let next = last + 1;
  if (row.isSign(next, ",-–")) next++;
  const code = readCode(row, next, true);
  if (code) return code;
  for (let town = next; town < next + 3 && row.isCapital(town); town++) {
    const behind = row.isSign(town + 1, ",") ? town + 2 : town + 1;
    const found = readCode(row, behind, true);
    if (found) return found;
  }
  return undefined;
}
