import { fold } from "../context/fold.ts";
import type { Hit } from "../detector.ts";
import { childWords } from "./special-words.ts";

/** How an age is written after its number. */
const unit =
  /^(?:[ -]?(?:year|yr|month|week)s?[ -]?old|[ -]?y\/?o\b| years of age|[ -]?jährig\p{L}{0,2}| (?:Jahre|Monate|Wochen) alt| ?ans\b| años\b| anni\b| jaar(?: oud)?\b|-jarige?\b| lat\b| latek\b| roku życia\b| miesięcy\b)/iu;
const adult = 18;
const [before, after] = [50, 50];

/** An age below eighteen with a child beside it: the number and its unit are the hit. */
export function findAges(text: string): Hit[] {
  const hits: Hit[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) continue;
    let end = i;
    while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
    const start = i;
    i = end;
    if (end - start > 2 || Number(text.slice(start, end)) >= adult) continue;
    const found = unit.exec(text.slice(end, end + 24));
    const isAged =
      found ??
      /\baged? (?:of )?$|\b(?:im Alter von|à l'âge de|de edad de) $/i.test(text.slice(Math.max(0, start - 16), start));
    if (!isAged) continue;
    const window = fold(text.slice(Math.max(0, start - before), end + after));
    if (!window.split(" ").some((word) => childWords.has(word))) continue;
    hits.push({ start, end: end + (found?.[0].length ?? 0), cls: "minor", rule: "minor.age", score: 0.75 });
  }
  return hits;
}
