/** Kinds of the first 128 characters, so that scanning a text costs one look-up a character. */
const digit = 1;
const letter = 2;
const kinds = new Uint8Array(128);
for (let code = 48; code <= 57; code++) kinds[code] = digit;
for (let code = 65; code <= 90; code++) {
  kinds[code] = letter;
  kinds[code + 32] = letter;
}

export const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Letters and digits of any script; marks and signs of the upper planes count as letters. */
export function isLetterOrDigit(code: number): boolean {
  if (code < 128) return kinds[code]! !== 0;
  if (!(code >= 0xaa)) return false; // also NaN, before the first and after the last
  if (code === 0xd7 || code === 0xf7 || code === 0xab || code === 0xbb || code === 0xb7 || code === 0xbf) return false;
  // General punctuation, arrows, boxes and the like; CJK and full-width punctuation.
  if ((code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x3020)) return false;
  return !(code >= 0xff00 && code <= 0xff0f) && code !== 0xfeff && !(code >= 0xe000 && code <= 0xf8ff);
}
