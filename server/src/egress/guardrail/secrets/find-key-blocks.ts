type Add = (start: number, end: number, rule: string, score: number) => unknown;

const begin = /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY( BLOCK)?-----/iy;
/** A key of 16,384 bits is about as long; nothing private is longer. */
const lengthMax = 16_384;

/** A private key from its first to its last line; one without an end goes on as long as it looks like one. */
export function findBlocks(text: string, at: number, add: Add): void {
  begin.lastIndex = at;
  const found = begin.exec(text);
  if (!found) return;
  const inner = at + found[0].length;
  const dashes = text.indexOf("-----", inner);
  if (dashes >= 0 && dashes - inner < lengthMax && text.startsWith("-----END ", dashes)) {
    const last = text.indexOf("-----", dashes + 9);
    add(at, last < 0 || last - dashes > 60 ? dashes : last + 5, "private-key", 0.99);
    return;
  }
  let end = inner;
  while (end < text.length && end - inner < lengthMax && /[A-Za-z0-9+/=\s\\]/.test(text[end]!)) end++;
  if (end - inner > 60) add(at, end, "private-key", 0.95);
}
