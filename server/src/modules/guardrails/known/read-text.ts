import { cutText, isListedWord, isOrdinaryWord } from "../../../egress/public.ts";
import { isParticle, readWords, type Word, type Written, writtenAs } from "./read-words.ts";
import type { Turn } from "./take-turns.ts";

/** `isListed`: whether any list of words has it; `isOrdinary`: whether it means nobody by itself. */
export type Read = Written & { isListed: boolean; isOrdinary: boolean };
type Handle = { start: number; end: number; value: string };
/** A text with all in it that may be looked up. */
export type ReadText = { text: string; words: Word<Read>[]; handles: Handle[] };

export async function readText(text: string, turn: Turn): Promise<ReadText> {
  const words: Word<Read>[] = [];
  const handles: Handle[] = [];
  const lookAt = rememberWords();
  for (const { at, part } of cutText(text)) {
    for (const { start, end, written } of readWords(part, lookAt)) {
      const others = turn();
      if (others) await others;
      if (written.folded.length > 1 && !isParticle(written)) words.push({ start: start + at, end: end + at, written });
    }
    for (const { start, end, value } of readHandles(part)) {
      const others = turn();
      if (others) await others;
      handles.push({ start: start + at, end: end + at, value });
    }
  }
  return { text, words, handles };
}

/** Most words of a text stand there more than once. Forgotten with the text. */
function rememberWords(): (word: string) => Read {
  const known = new Map<string, Read>();
  return (word) => {
    let read = known.get(word);
    if (read) return read;
    const { length } = word;
    read = {
      ...writtenAs(word),
      isListed: isListedWord(word, 0, length),
      isOrdinary: isOrdinaryWord(word, 0, length),
    };
    known.set(word, read);
    return read;
  };
}

/** What may be a handle: it begins with `@`, or has a digit or a sign in it that words do not have. */
const handleForm = /@?[\p{L}\p{N}][\p{L}\p{N}_.:@-]{2,127}/gu;
function* readHandles(text: string): Generator<Handle> {
  for (const { 0: found, index } of text.matchAll(handleForm)) {
    const value = found.replace(/[.:@-]+$/u, "");
    if (found.startsWith("@") || /[\d_.:@-]/u.test(value)) yield { start: index, end: index + value.length, value };
  }
}
