const space = 32;
const stop = 124;
/** Letters whose mark is part of them, so that taking it off needs to be told. */
const plain: Record<string, string> = { ł: "l", ø: "o", ß: "ss", đ: "d", æ: "ae", œ: "oe", ı: "i" };
const folded = new Map<number, string>();

/** Lower case, without marks and tags, one space between words and `|` where a sentence, line or cell ends. */
export function fold(text: string): string {
  let words = " ";
  let last = space;
  // A dot after at most four letters is an abbreviation's.
  let wordLength = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLower(code) || (code >= 48 && code <= 57)) words += text[i]!;
    else if (code >= 65 && code <= 90) {
      // "passportNumber" is two words.
      if (isLower(last)) words += " ";
      words += String.fromCharCode(code + 32);
    } else if (code > 127 && code < 0x2000 && code !== 0xa0) words += foldLetter(code);
    else {
      if (code === 60) i = endOfTag(text, i);
      const next = endsPart(text, i, code, wordLength) ? stop : space;
      words += gapAfter(last, next);
      if (last !== stop) last = next;
      wordLength = 0;
      continue;
    }
    last = code;
    wordLength++;
  }
  return words;
}

function gapAfter(last: number, next: number): string {
  if (last === stop) return "";
  if (next === stop) return last === space ? "| " : " | ";
  return last === space ? "" : " ";
}

const isLower = (code: number) => code >= 97 && code <= 122;

function foldLetter(code: number): string {
  const known = folded.get(code);
  if (known !== undefined) return known;
  const letter = String.fromCharCode(code).toLowerCase();
  const bare = plain[letter] ?? letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  folded.set(code, bare);
  return bare;
}

/** A tag of HTML says nothing: `<td id="x">` is a space. The name of another element is a word: `<mrn>`. */
function endOfTag(text: string, at: number): number {
  const name = /^<([A-Za-z]\w{0,40})/.exec(text.slice(at, at + 42))?.[1];
  if (name !== undefined && !html.has(name.toLowerCase())) return at;
  const end = text.indexOf(">", at);
  return end > at && end - at < 64 && !text.slice(at + 1, end).includes("<") ? end : at;
}

const html: ReadonlySet<string> = new Set(
  "a abbr address article aside b blockquote body br button caption center cite code col colgroup dd del details div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main mark meta nav ol optgroup option p picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video".split(
    " ",
  ),
);

function endsPart(text: string, i: number, code: number, wordLength: number): boolean {
  if (code === 10 || code === 33 || code === 63 || code === 59 || code === stop || code === 9) return true;
  return code === 46 && wordLength > 4 && (i + 1 >= text.length || text.charCodeAt(i + 1) <= space);
}
