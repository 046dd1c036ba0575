const dimensionsUsual = 256;
/** Short words are mostly those that every text has; from so many letters on a word says no more for being longer. */
const lettersMax = 8;
/** Stretches of a word so long bring endings and compounds together; all of a word's weigh half of it. */
const [partLetters, partsWeight] = [4, 0.5];

/**
 * A vector of length one in which texts that share words, or parts of words, lie near each other: each is hashed to a place
 * and a sign. The same text has the same vector on every day and machine.
 */
export function embedText(text: string, dimensions = dimensionsUsual): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const add = (key: string, weight: number) => {
    const hash = hashText(key);
    const place = (hash >>> 1) % dimensions;
    vector[place] = vector[place]! + (hash & 1 ? weight : -weight);
  };
  for (const [word, count] of countWords(text)) {
    const weight = (1 + Math.log(count)) * Math.min(1, word.length / lettersMax);
    add(word, weight);
    const bounded = `<${word}>`;
    const parts = Math.max(0, bounded.length - partLetters + 1);
    for (let at = 0; at < parts; at++)
      add(`#${bounded.slice(at, at + partLetters)}`, (partsWeight * weight) / Math.sqrt(parts));
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Without case, accents and the plural's s. */
function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  for (const given of plain.match(/[\p{L}\p{N}]+/gu) ?? ["?"]) {
    const word = given.replace(/(?<=.{2}[^sui])s$/, "");
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** FNV-1a, its bits mixed as at the end of MurmurHash3. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
