import type { Hit } from "./detector.ts";
import { takeTurn } from "./take-turns.ts";

/** A text as whoever reads it will, and where what is found in it stands in the text as it is. */
export type SeenThrough = { text: string; toRaw(hit: Hit): Hit };

const invisible = "[\\u00ad\\u180e\\u200b-\\u200f\\u2060-\\u2064\\ufeff]";
const forms = [
  invisible,
  "[\\uff01-\\uff5e\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u09e6-\\u09ef]",
  "\\ud835[\\udc00-\\udfff]",
  "\\\\{1,4}u[0-9a-fA-F]{4}",
  '\\\\{1,4}[nrtbf"/_*.@+-]',
  "(?:%[0-9a-fA-F]{2}){1,64}",
  "&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|commat|period|plus|lowbar|nbsp);",
];
const escapes = new RegExp(forms.join("|"), "g");
const isInvisible = new RegExp(`^${invisible}$`);
const entities: Record<string, string> = { amp: "&", commat: "@", period: ".", plus: "+", lowbar: "_", nbsp: "\u00a0" };

/** So much is read between two turns of others, in code units: what is read is at worst all escapes. */
const most = 8192;

/**
 * Reads what is written in escapes of JSON, of web addresses, HTML and Markdown, in digits and letters of other forms, or
 * with signs between that nobody sees. Nothing where a text has none of them.
 */
export async function seeThrough(raw: string): Promise<SeenThrough | undefined> {
  const seen: string[] = [];
  // Where each piece begins, in the text as it is seen and as it is; a decoded piece stands for the whole of its escape.
  const pieces: Piece[] = [];
  let [length, at] = [0, 0];
  const add = (text: string, from: number, isCopy: boolean) => {
    pieces.push({ seen: length, raw: from, isCopy });
    seen.push(text);
    length += text.length;
  };
  for (let from = 0; from < raw.length; ) {
    const others = takeTurn();
    if (others) await others;
    const until = endOfPart(raw, from + most);
    for (const { 0: escape, index } of raw.slice(from, until).matchAll(escapes)) {
      const decoded = decode(escape);
      if (decoded === escape) continue;
      add(raw.slice(at, from + index), at, true);
      add(decoded, from + index, false);
      at = from + index + escape.length;
    }
    from = until;
  }
  if (pieces.length === 0) return undefined;
  add(raw.slice(at), at, true);
  return { text: seen.join(""), toRaw: (hit) => toRaw(hit, pieces, raw.length) };
}

/** Not within an escape. */
function endOfPart(raw: string, until: number): number {
  if (until >= raw.length) return raw.length;
  const cut = /[\\%&\ud800-\udbff][^\s\\%&]{0,10}$/.exec(raw.slice(until - 16, until));
  return cut ? until - 16 + cut.index : until;
}

type Piece = { seen: number; raw: number; isCopy: boolean };

function toRaw(hit: Hit, pieces: readonly Piece[], length: number): Hit {
  const first = pieces[pieceAt(pieces, hit.start)]!;
  const place = pieceAt(pieces, hit.end - 1);
  const last = pieces[place]!;
  const start = first.isCopy ? first.raw + hit.start - first.seen : first.raw;
  const end = last.isCopy ? last.raw + hit.end - last.seen : (pieces[place + 1]?.raw ?? length);
  return { ...hit, start, end };
}

/** The last one that begins at this place or before it. */
function pieceAt(pieces: readonly Piece[], seen: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.seen <= seen) low = middle;
    else high = middle - 1;
  }
  return low;
}

function decode(escape: string): string {
  if (isInvisible.test(escape)) return "";
  if (escape.startsWith("%")) return decodePercent(escape);
  if (escape.startsWith("&#")) return decodeNumber(escape.slice(2, -1));
  if (escape.startsWith("&")) return entities[escape.slice(1, -1)] ?? escape;
  if (escape.startsWith("\\")) return decodeBackslash(escape);
  return digitOf(escape.charCodeAt(0)) ?? escape.normalize("NFKC");
}

const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: " ", f: "\n" };
function decodeBackslash(escape: string): string {
  if (escape.length > 4 && escape.at(-5) === "u") return String.fromCharCode(Number.parseInt(escape.slice(-4), 16));
  const sign = escape.at(-1)!;
  return controls[sign] ?? sign;
}

/** Digits of Arabic, Persian, Devanagari and Bengali. */
function digitOf(code: number): string | undefined {
  const zero = [0x660, 0x6f0, 0x966, 0x9e6].find((first) => code >= first && code <= first + 9);
  return zero === undefined ? undefined : String(code - zero);
}

function decodePercent(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape;
  }
}

function decodeNumber(number: string): string {
  const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
