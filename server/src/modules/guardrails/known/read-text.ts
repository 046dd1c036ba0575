import { cutText } from "../../../egress/public.ts";
import { isParticle, readWords, type Word } from "./read-words.ts";
import { stemName } from "./stem-name.ts";
import type { Turn } from "./take-turns.ts";

export type Stemmed = Word & { stem: string };
type Handle = { start: number; end: number; value: string };
/** A text with all in it that may be looked up. */
export type ReadText = { text: string; words: Stemmed[]; handles: Handle[] };

export async function readText(text: string, turn: Turn): Promise<ReadText> {
  const words: Stemmed[] = [];
  const handles: Handle[] = [];
  for (const { at, part } of cutText(text)) {
    for (const { start, end, ...word } of readWords(part)) {
      await turn();
      if (word.folded.length > 1 && !isParticle(word))
        words.push({ ...word, start: start + at, end: end + at, stem: stemName(word.folded) });
    }
    for (const { start, end, value } of readHandles(part)) {
      await turn();
      handles.push({ start: start + at, end: end + at, value });
    }
  }
  return { text, words, handles };
}

/** What may be a handle: it begins with `@`, or has a digit or a sign in it that words do not have. */
const handleForm = /@?[\p{L}\p{N}][\p{L}\p{N}_.:@-]{2,127}/gu;
function* readHandles(text: string): Generator<Handle> {
  for (const { 0: found, index } of text.matchAll(handleForm)) {
    const value = found.replace(/[.:@-]+$/u, "");
    if (found.startsWith("@") || /[\d_.:@-]/u.test(value)) yield { start: index, end: index + value.length, value };
  }
}
