/** What a name is given: `name = "value"`, `"name": "value"`, `name: value`, `name=value`. */
export type Assignment = { name: string; start: number; end: number; isQuoted: boolean };

const nameMax = 40;
const valueMax = 512;

/** Reads from the end of a keyword inside the name: the rest of the name, a sign, and the value after it. */
export function readAssignment(text: string, keywordStart: number, keywordEnd: number): Assignment | undefined {
  let nameStart = keywordStart;
  while (nameStart > 0 && keywordStart - nameStart < nameMax && isName(text.charCodeAt(nameStart - 1))) nameStart--;
  const nameEnd = skip(text, keywordEnd, 24, (char) => isName(char.charCodeAt(0)) || char === " " || char === "\t");
  const signAt = skip(text, nameEnd, 4, isFrame);
  const sign = readSign(text, signAt);
  // A comma joins what a name and a value share only before a quotation mark or a space.
  // A tag closes before what it is given.
  const isTag = sign === 0 && text[signAt - 1] === ">";
  if ((sign === 0 && !isTag) || (text[signAt] === "," && !isFrame(text[signAt + 1] ?? ""))) return undefined;
  const start = skip(text, signAt + sign, 6, (char) => isFrame(char) || char === "=" || char === "`");
  const before = text[start - 1] ?? "";
  const quote = before === '"' || before === "'" || before === "`" ? before : "";
  let end = start;
  while (end < text.length && end - start < valueMax && !endsValue(text, end, quote)) end++;
  return end > start ? { name: text.slice(nameStart, nameEnd), start, end, isQuoted: quote !== "" } : undefined;
}

function skip(text: string, from: number, most: number, is: (char: string) => boolean): number {
  let i = from;
  while (i < text.length && i - from < most && is(text[i]!)) i++;
  return i;
}

const isName = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code === 46;

const isFrame = (char: string) =>
  char === '"' || char === "'" || char === " " || char === "\\" || char === "\t" || char === "]" || char === ">";

function readSign(text: string, i: number): number {
  for (const sign of [":::=", "::=", ":=", "||", "=>", "->", "?=", "==", ":", "=", ">", ","])
    if (text.startsWith(sign, i)) return sign.length;
  return 0;
}

function endsValue(text: string, i: number, quote: string): boolean {
  const char = text[i]!;
  if (quote) return char === quote || char === "\n" || (char === "\\" && /["'nr]/.test(text[i + 1] ?? ""));
  return char <= " " || "\"'`;<>,|)}]".includes(char) || (char === "\\" && /["'nr]/.test(text[i + 1] ?? ""));
}
