const lowerTable = Uint16Array.from({ length: 0x530 }, (_, code) => {
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
});

/** The lower-case form of one code unit; beyond Cyrillic it stays as it is. */
export const lowered = (code: number): number => (code < 0x530 ? lowerTable[code]! : code);

/** FNV-1a over lower-case code units: one number per word, with no string made on the way. */
export function hashLower(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    hash = Math.imul(hash ^ (code < 0x530 ? lowerTable[code]! : code), 0x01000193);
  }
  return hash;
}

/** Two hashes as one; the order counts. */
export const join = (left: number, right: number): number => {
  let hash = Math.imul(left ^ (right + 0x9e3779b9 + (left << 6) + (left >>> 2)), 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash;
};
