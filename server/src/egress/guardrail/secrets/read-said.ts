import type { Assignment } from "./read-assignment.ts";

const said =
  /(?:s|es)?(?: (?:for|of|to|für|zu|zum|pour|de|para|per|voor|do|na) [\p{L}\d.@_-]{1,30}){0,2} ?(?:is|was|ist|war|lautet|heißt|est|es|è|era|is:|to|jest|é)?(?: now| jetzt)?[:=]? {1,2}["'„“«]?([^\s"'„“”«»<>]{6,64})/iuy;

/** A password told in a sentence: "my password for the router is …". */
export function readSaid(text: string, start: number, end: number): Assignment | undefined {
  said.lastIndex = end;
  const found = said.exec(text);
  if (!found) return undefined;
  const value = found[1]!.replace(/[.,;:)\]?]+$/, "");
  const from = end + found[0].length - found[1]!.length;
  // In a sentence only what nobody writes as a word can be told from one.
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || /^\d+(?:st|nd|rd|th|-\w+)$/i.test(value)) return undefined;
  return { name: text.slice(start, end), start: from, end: from + value.length, isQuoted: false };
}
