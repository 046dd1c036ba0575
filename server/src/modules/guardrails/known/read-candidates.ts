import { leastAlone } from "./mark-name.ts";
import type { Read, ReadText } from "./read-text.ts";
import { isParticle, readWords, type Word, writtenAs } from "./read-words.ts";
import type { Turn } from "./take-turns.ts";

/** Words and signs that may stand between two parts of a name, as in "Ludwig van Beethoven" or "Nowak, Anna M.". */
const betweenMost = 3;
const betweenLength = 24;
/** Shortest part of a name that means somebody by itself in small letters. */
const leastSmall = 6;

export type Candidates = { pairs: [Word<Read>, Word<Read>][]; alone: Word<Read>[] };

/**
 * Which words stand beside each other as the parts of a name do, and which may mean somebody alone. Told before anything is
 * looked up: in most texts these are few, and no other word is.
 */
export async function readCandidates({ text, words }: ReadText, turn: Turn): Promise<Candidates> {
  const found: Candidates = { pairs: [], alone: [] };
  for (const [i, word] of words.entries()) {
    const others = turn();
    if (others) await others;
    const before = words[i - 1];
    if (before && areNeighbours(text, before, word)) found.pairs.push([before, word]);
    if (mayStandAlone(word.written)) found.alone.push(word);
  }
  return found;
}

/** Two words of one name may stand beside each other, or with a particle or an initial between them. */
function areNeighbours(
  text: string,
  { end, written: one }: Word<Read>,
  { start, written: other }: Word<Read>,
): boolean {
  if (one.isCapital !== other.isCapital || one.folded === other.folded || start - end > betweenLength) return false;
  // In small letters two words that mean something by themselves are no name: "will mark".
  return (one.isCapital || !one.isOrdinary || !other.isOrdinary) && isBetween(text.slice(end, start));
}

/** At most so many lines down; longer texts between are no name's. */
function isBetween(between: string): boolean {
  if (between === " ") return true;
  if (/[;!?()[\]{}|/\\]|\n\s*\n|[.:]\s*\n/u.test(between)) return false;
  const words = [...readWords(between, writtenAs)].filter(({ written }) => written.folded !== "");
  return words.length <= betweenMost && words.every(({ written: one }) => one.folded.length === 1 || isParticle(one));
}

/** A name's part that is no other word, and long enough to mean somebody: in small letters longer, and no word at all. */
const mayStandAlone = ({ folded, isCapital, isListed, isOrdinary }: Read): boolean =>
  isCapital ? folded.length >= leastAlone && !isOrdinary : folded.length >= leastSmall && !isListed;
