import { isListedWord, isOrdinaryWord } from "../../../egress/public.ts";
import { leastAlone } from "./mark-name.ts";
import type { Stemmed } from "./read-text.ts";
import { isParticle, readWords, type Word } from "./read-words.ts";
import type { Turn } from "./take-turns.ts";

/** Words and signs that may stand between two parts of a name, as in "Ludwig van Beethoven" or "Nowak, Anna M.". */
const betweenMost = 3;
const betweenLength = 24;
/** Shortest part of a name that means somebody by itself in small letters. */
const leastSmall = 6;

export type Candidates = { pairs: [Stemmed, Stemmed][]; alone: Stemmed[] };

/** Of words that may be part of a known name: which stand beside each other, and which may mean somebody alone. */
export async function readCandidates(
  text: string,
  words: readonly Stemmed[],
  isStem: (stem: string) => boolean,
  turn: Turn,
): Promise<Candidates> {
  const found: Candidates = { pairs: [], alone: [] };
  let before: Stemmed | undefined;
  for (const word of words) {
    if (!isStem(word.stem)) continue;
    await turn();
    if (before && areNeighbours(text, before, word)) found.pairs.push([before, word]);
    if (mayStandAlone(text, word)) found.alone.push(word);
    before = word;
  }
  return found;
}

/** Two words of one name may stand beside each other, or with a particle or an initial between them. */
function areNeighbours(text: string, one: Word, other: Word): boolean {
  if (one.isCapital !== other.isCapital || one.folded === other.folded) return false;
  if (other.start - one.end > betweenLength) return false;
  return isBetween(text.slice(one.end, other.start)) && isName(text, one, other);
}

/** In small letters two words that mean something by themselves are no name: "will mark". */
const isName = (text: string, ...both: Word[]): boolean =>
  both.some(({ isCapital, start, end }) => isCapital || !isOrdinaryWord(text, start, end));

/** At most so many lines down; longer texts between are no name's. */
function isBetween(between: string): boolean {
  if (/[;!?()[\]{}|/\\]|\n\s*\n|[.:]\s*\n/u.test(between)) return false;
  const words = [...readWords(between)].filter(({ folded }) => folded !== "");
  return words.length <= betweenMost && words.every((word) => word.folded.length === 1 || isParticle(word));
}

/** A name's part that is no other word, and long enough to mean somebody: in small letters longer, and no word at all. */
const mayStandAlone = (text: string, { folded, isCapital, start, end }: Word): boolean =>
  isCapital
    ? folded.length >= leastAlone && !isOrdinaryWord(text, start, end)
    : folded.length >= leastSmall && !isListedWord(text, start, end);
