/**
 * Endings that a name takes in a sentence, longest first: genitives and datives of German, the cases of Polish, plurals.
 * Some change the letter before them: Beata, Beacie; Monika, Monice.
 */
const endings: readonly (readonly [ending: string, becomes: string])[] = [
  ["iego", ""],
  ["iemu", ""],
  ["owie", ""],
  ["dzie", "d"],
  ["ymi", ""],
  ["imi", ""],
  ["ami", ""],
  ["owi", ""],
  ["ego", ""],
  ["emu", ""],
  ["iem", ""],
  ["ens", ""],
  ["iej", ""],
  ["ych", ""],
  ["ich", ""],
  ["ach", ""],
  ["cie", "t"],
  ["dze", "g"],
  ["rze", "r"],
  ["ce", "k"],
  ["ow", ""],
  ["om", ""],
  ["em", ""],
  ["im", ""],
  ["ym", ""],
  ["ej", ""],
  ["en", ""],
  ["ie", ""],
  ["a", ""],
  ["e", ""],
  ["i", ""],
  ["o", ""],
  ["u", ""],
  ["y", ""],
  ["s", ""],
  ["n", ""],
];

/** What is left has at least so many letters. */
const leastLetters = 3;

/** By their last letter, in the same order. */
const endingsOn = new Map<string, (typeof endings)[number][]>();
for (const one of endings) {
  const last = one[0].slice(-1);
  endingsOn.set(last, [...(endingsOn.get(last) ?? []), one]);
}

function withoutEnding(word: string): string | undefined {
  for (const [ending, becomes] of endingsOn.get(word.slice(-1)) ?? [])
    if (word.endsWith(ending) && word.length - ending.length + becomes.length >= leastLetters)
      return word.slice(0, -ending.length) + becomes;
  return undefined;
}

/** Marek, Marka; Paweł, Pawła. */
const withoutFleetingE = (word: string): string =>
  word.at(-2) === "e" ? word.replace(/([^aeiouy])e([klcrn])$/u, "$1$2") : word;

/** What all forms of a folded name have in common: they meet there, whichever of them is kept. */
export function stemName(folded: string): string {
  let stem = folded;
  for (let shorter = withoutEnding(stem); shorter !== undefined; shorter = withoutEnding(stem)) stem = shorter;
  return withoutFleetingE(stem);
}

/** Endings of dictionary forms, which an ending in a sentence takes the place of. */
const baseEndings = ["", "a", "i", "y", "o", "e"];

/** What a folded word in a text may be a form of: itself, and what it is without one ending. */
export function basesOf(folded: string): string[] {
  const bases = new Set([folded]);
  for (const [ending, becomes] of endings) {
    const stem = folded.slice(0, -ending.length) + becomes;
    if (!folded.endsWith(ending) || stem.length < leastLetters) continue;
    for (const base of baseEndings) bases.add(stem + base);
    bases.add(stem.replace(/([^aeiouy])([klcrn])$/u, "$1e$2"));
  }
  return [...bases];
}
