import { hashLower } from "./hash-text.ts";
import { known, lookUp } from "./lexicon.ts";
import { loadModel } from "./load-model.ts";

const nameBits = known.given | known.rareGiven | known.surname | known.rareSurname;
const commonBits = 0x3fff << 16;

/** Whether a word is in any list of words, also if it is a name as well: "bakker", which in Dutch bakes. */
export function isListedWord(text: string, start: number, end: number): boolean {
  const flags = lookUp(loadModel().lexicon, hashLower(text, start, end));
  return (flags & (known.dictionary | known.calendar | commonBits)) !== 0;
}

/** Whether a word is one that texts use without meaning anybody: "Will", "Mark"; not "Nowak". */
export function isOrdinaryWord(text: string, start: number, end: number): boolean {
  const flags = lookUp(loadModel().lexicon, hashLower(text, start, end));
  if (flags & known.dictionary) return true;
  return (flags & (commonBits | known.calendar)) !== 0 && (flags & nameBits) === 0;
}
