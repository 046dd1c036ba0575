import { embedText } from "../../server/src/integrations/sandbox/embed-text.ts";
import { packVector, unpackVector } from "../../server/src/modules/knowledge/public.ts";

const [wordsEach, vocabulary] = [60, 40_000];

/** Deterministic, so that two runs ask the same (mulberry32). */
let state = 7;
export function draw(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** Words as often as words are: the second half as often as the first, and so on (Zipf). */
const drawWord = () => `w${Math.floor(vocabulary ** draw())}`;
export const drawText = (words = wordsEach): string => Array.from({ length: words }, drawWord).join(" ");

export const vectorOf = (text: string): Int8Array => unpackVector(packVector(embedText(text)));

export type Drawn = { id: string; words: string; vector: Int8Array };
export const drawPassages = (many: number): Drawn[] =>
  Array.from({ length: many }, (_, at) => {
    const words = drawText();
    return { id: `kpa_${at}`, words, vector: vectorOf(words) };
  });
