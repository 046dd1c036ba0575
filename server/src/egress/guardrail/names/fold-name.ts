/** Letters that Unicode takes apart no further, as people write them without their marks. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
};

const isPlain = /^[A-Za-z]+$/;
const umlaut = /([aou])e/g;

/** A word without case, marks and apostrophes; "Müller", "Mueller" and "MULLER" are one. */
export function foldName(word: string): string {
  // Most words have nothing that could be taken off.
  const bare = isPlain.test(word) ? word.toLowerCase() : withoutMarks(word);
  return bare.search(umlaut) < 0 ? bare : bare.replace(umlaut, "$1");
}

const withoutMarks = (word: string): string =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’ʼ-]/gu, "")
    .replace(/[łøđðþßæœı]/gu, (letter) => plainLetters[letter] ?? letter);
