/** What nobody sees on a screen and a model reads all the same: control signs, direction marks, tags, joiners. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** An outsider's words as people see them, and no longer than they read. */
export function cleanWords(text: string, charsMax: number): string {
  const seen = text
    .slice(0, charsMax * 4)
    .replaceAll(/\s+/g, " ")
    .replaceAll(unseen, "")
    .trim();
  return seen.length > charsMax ? `${seen.slice(0, charsMax)}…` : seen;
}
