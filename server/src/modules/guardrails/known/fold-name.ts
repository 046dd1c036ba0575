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

/** A word without case, marks and apostrophes; "Müller", "Mueller" and "MULLER" are one. */
export function foldName(word: string): string {
  const bare = word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’ʼ-]/gu, "")
    .replace(/[łøđðþßæœı]/gu, (letter) => plainLetters[letter] ?? letter);
  return bare.replace(/([aou])e/gu, "$1");
}
