import type { Model } from "./model-file.ts";
import { guessLanguage, makeLine, readLine } from "./read-line.ts";
import { labels, tagLine } from "./tag-line.ts";
import { tokenizeLine, tokensMax } from "./tokenize.ts";

export type NameClass = "person" | "location" | "organization";
export type Name = { start: number; end: number; cls: NameClass };

const line = makeLine();
const tags = new Uint8Array(tokensMax);

/** Persons, places and organizations in a text, line by line. */
export function tagText(text: string, { weights, lexicon }: Model): Name[] {
  const names: Name[] = [];
  const languages = new Int32Array(8);
  for (let at = 0; at < text.length; ) {
    at = tokenizeLine(text, at, line.tokens);
    if (line.tokens.count === 0) continue;
    readLine(text, line, lexicon);
    line.language = guessLanguage(line, languages);
    tagLine(line, weights, tags);
    readNames(names);
  }
  return names;
}

function readNames(names: Name[]): void {
  const { count, starts, ends } = line.tokens;
  for (let i = 0; i < count; i++) {
    const tag = tags[i]!;
    if (tag === 0) continue;
    if (tag % 2 === 1) names.push({ start: starts[i]!, end: ends[i]!, cls: labels[tag]!.slice(2) as NameClass });
    else names.at(-1)!.end = ends[i]!;
  }
}
