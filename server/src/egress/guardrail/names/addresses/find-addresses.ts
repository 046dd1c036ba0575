import type { Detector, Hit } from "../../detector.ts";
import { makeTokens, tokenizeLine, tokenKinds, type Tokens } from "../tokenize.ts";
import { readBox } from "./read-box.ts";
import { readCode, readShortCode } from "./read-code.ts";
import { readAnchored, readBefore, readBehind, readProvince } from "./read-parts.ts";
import { type Found, readStreet } from "./read-street.ts";
import { type Row, readRow } from "./row.ts";

/**
 * Postal addresses by their form: a street's word next to a house number, in the ways eight languages write it, with flats, floors
 * and buildings around it and the postal code and town behind, also in the next line; and a postal code with its town, alone or with
 * what stands before it. Each token looks a few tokens around: linear.
 */
export const addresses: Detector = {
  name: "addresses",
  longest: 256,
  detect(text) {
    const tokens = makeTokens();
    const hits: Hit[] = [];
    /** A street that a line ends with. */
    let open: Hit | undefined;
    for (let at = 0; at < text.length; ) {
      at = tokenizeLine(text, at, tokens);
      if (!hasNumber(tokens)) {
        if (tokens.count > 0) open = undefined;
        continue;
      }
      const row = readRow(text, tokens);
      const free = open ? goOn(text, open, row) : 0;
      open = findInRow(row, free, hits);
    }
    return hits;
  },
};

/** Every address has one: of a house, or a postal code. */
const hasNumber = ({ kinds, count }: Tokens): boolean => kinds.subarray(0, count).includes(tokenKinds.number);

const gapMax = 8;
/** A street goes on with the code and town that the next line begins with; says what of that line is taken. */
function goOn(text: string, open: Hit, row: Row): number {
  if (row.count === 0 || row.start(0) - open.end > gapMax || !/^,?\s*$/.test(text.slice(open.end, row.start(0))))
    return 0;
  const last = readCode(row, 0, true)?.to ?? readBehind(row, -1);
  if (last === undefined) return 0;
  open.end = row.end(last);
  return last + 1;
}

function findInRow(row: Row, taken: number, hits: Hit[]): Hit | undefined {
  let last: { hit: Hit; to: number } | undefined;
  for (let i = taken, free = taken; i < row.count; i++) {
    const street = readStreet(row, i, free) ?? readBox(row, i);
    const found = street ? around(row, street, free) : readFromCode(row, i, free);
    if (!found || found.from < free) continue;
    const hit: Hit = {
      start: row.start(found.from),
      end: row.end(found.to),
      cls: "address",
      rule: found.rule,
      score: street ? 0.85 : 0.65,
    };
    hits.push(hit);
    // One that has its code is whole.
    last = street && !found.isWhole ? { hit, to: found.to } : undefined;
    free = found.to + 1;
    i = found.to;
  }
  const endsLine = last && (last.to === row.count - 1 || (last.to === row.count - 2 && row.isSign(row.count - 1, ",")));
  return endsLine ? last?.hit : undefined;
}

function around(row: Row, { from, to, rule }: Found, free: number): Found & { isWhole: boolean } {
  const behind = readBehind(row, to);
  return { from: readBefore(row, from, free), to: behind ?? to, rule, isWhole: behind !== undefined };
}

/** A code with its town, and what of an address stands before it, whatever the street is called. */
function readFromCode(row: Row, i: number, free: number): (Found & { isWhole?: boolean }) | undefined {
  // `1427 NE Alberta St` is no Dutch code.
  for (let at = i + 1; row.isNumber(i, 1, 5) && at < i + 6; at++) if (isEnglishFrom(row, at, i)) return undefined;
  const code = readCode(row, i, false) ?? readCode(row, i, true) ?? readShortCode(row, i);
  if (!code) return undefined;
  const from = readAnchored(row, code.from, free);
  if (from !== undefined) return { ...code, from, to: readProvince(row, code.to) };
  return readCode(row, i, false);
}

function isEnglishFrom(row: Row, i: number, from: number): boolean {
  const street = readStreet(row, i, from);
  return street?.rule === "address.en" && street.from === from;
}
