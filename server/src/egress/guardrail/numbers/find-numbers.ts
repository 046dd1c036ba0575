import { openTables } from "../context/open-tables.ts";
import type { Detector, Hit } from "../detector.ts";
import { type Judge, openReading } from "./candidate.ts";
import { judgeBirths } from "./judge-births.ts";
import { judgeCards } from "./judge-cards.ts";
import { judgeIbans } from "./judge-ibans.ts";
import { judgeIdentifiers } from "./judge-identifiers.ts";
import { judgeLabelled } from "./judge-labelled.ts";
import { judgePhones } from "./judge-phones.ts";
import { readChain, type Token } from "./read-chain.ts";

const judges: readonly Judge[] = [judgeIdentifiers, judgeCards, judgeIbans, judgePhones, judgeBirths, judgeLabelled];
/** What is shorter can only be the day of a date, with the month in words. */
const longDigits = 4;
const shortJudges: readonly Judge[] = [judgeBirths];
/** A chain this long was cut: what begins in its second half is looked at again with what follows. */
const tokensWhole = 40;
/** With fewer digits nothing is a value of its own that could stand between a label and its number. */
const valueDigits = 5;

/** Everything that is a number or has one in it: each stretch of digits is read once, and judged where it stands. */
export const numbers: Detector = {
  name: "numbers",
  longest: 192,
  most: 1536,
  readsTables: true,
  detect(text, of) {
    const hits: Hit[] = [];
    let from = 0;
    let labelsFrom = 0;
    const tables = openTables(text, of.table);
    for (let at = nextDigit(text, 0); at >= 0; at = nextDigit(text, from)) {
      const chain = readChain(text, at, from);
      const { tokens } = chain;
      const reading = openReading(text, of, chain, { labelsFrom, tables });
      const opinions: Hit[] = [];
      const digits = tokens.reduce((sum, token) => sum + token.digits, 0);
      const mayBeLong = digits >= longDigits || tokens.length > 1 || tokens[0]!.end - tokens[0]!.start >= longDigits;
      for (const judge of mayBeLong ? judges : shortJudges) judge(reading, opinions);
      const kept = settle(opinions);
      hits.push(...kept);
      const whole = tokens.length <= tokensWhole;
      const cut = whole ? endOfDigits(tokens) : tokens[tokens.length >> 1]!.start;
      const before = from;
      from = Math.max(cut, kept.at(-1)?.end ?? 0, at + 1);
      if (digits >= valueDigits && !isListed(text, from)) labelsFrom = Math.max(before, from);
    }
    return hits;
  },
};

/** A number after a comma, a slash or an "and" is of the same kind as the one before. */
function isListed(text: string, end: number): boolean {
  return /^(?:[,/;] ?|,? (?:and|or|und|oder|et|ou|y|o|e|i|lub|en|of) )[+(]?[A-Z]{0,3}\d/.test(
    text.slice(end, end + 10),
  );
}

/** What follows the last digits may be the label of the next number. */
const endOfDigits = (tokens: readonly Token[]) => tokens.findLast(({ digits }) => digits > 0)?.end ?? 0;

function nextDigit(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) return i;
  }
  return -1;
}

/** The surest opinion on each part stays. */
function settle(opinions: Hit[]): Hit[] {
  if (opinions.length < 2) return opinions;
  const kept: Hit[] = [];
  for (const hit of opinions.toSorted((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start))) {
    if (kept.every(({ start, end }) => end <= hit.start || start >= hit.end)) kept.push(hit);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
