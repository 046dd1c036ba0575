/** Scripts that put no space between words: two neighbours at a time stand for them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

const isPlain = /^[\0-\x7f]*$/;

/** The words of a text as they are compared: without case, accents and plural endings. */
export function splitWords(text: string): string[] {
  // Most texts have nothing to take apart; looking for it word by word takes most of the time there is.
  if (isPlain.test(text)) return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem);
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => (unspaced.test(word) ? pairs(word) : [stem(word)]));
}

function pairs(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter);
}

/** The plural endings of English (Harman, 1991), of which other languages' have much in common. */
function stem(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}
