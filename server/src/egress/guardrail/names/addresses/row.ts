import { isUpper, tokenKinds, type Tokens } from "../tokenize.ts";

/** A line's tokens as address rules ask about them; outside the line nothing is anything. */
export type Row = ReturnType<typeof readRow>;

export function readRow(text: string, { count, starts, ends, kinds }: Tokens) {
  const isIn = (i: number): boolean => i >= 0 && i < count;
  const start = (i: number): number => starts[i]!;
  const end = (i: number): number => ends[i]!;
  const isWord = (i: number): boolean => isIn(i) && kinds[i] === tokenKinds.word;
  const isNumber = (i: number, least: number, most: number): boolean =>
    isIn(i) && kinds[i] === tokenKinds.number && end(i) - start(i) >= least && end(i) - start(i) <= most;
  return {
    count,
    start,
    end,
    isWord,
    isNumber,
    /** Lower case; nothing for what is longer than any word of an address. */
    word: (i: number): string => (isIn(i) && end(i) - start(i) <= 40 ? text.slice(start(i), end(i)).toLowerCase() : ""),
    raw: (i: number): string => (isIn(i) && end(i) - start(i) <= 40 ? text.slice(start(i), end(i)) : ""),
    /** Also `dell'Artigianato`: an article that hangs on. */
    isCapital: (i: number): boolean =>
      isWord(i) && (isUpper(text.charCodeAt(start(i))) || article.test(text.slice(start(i), start(i) + 6))),
    isSign: (i: number, signs: string): boolean =>
      isIn(i) && kinds[i] === tokenKinds.sign && signs.includes(text[start(i)]!),
    /** Nothing between this token and the next. */
    touches: (i: number): boolean => isIn(i) && isIn(i + 1) && end(i) === start(i + 1),
    /** The token, no bracket, bar or quotation mark, hangs on the next one. */
    touchesWord: (i: number): boolean =>
      isIn(i) && isIn(i + 1) && end(i) === start(i + 1) && !"\"'|>(<[;:=“„«,".includes(text[start(i)]!),
  };
}

const article = /^(?:[dlDL]|[dsn]ell|d?all|sull)['’]\p{Lu}/u;
