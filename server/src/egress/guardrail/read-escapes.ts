import type { Escape } from "./escape.ts";

/** Marks of direction, joiners, selectors, tags and fillers: Unicode's default ignorable code points, and the frame of a keycap. */
const invisible =
  "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u20e3\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]|\\udb40[\\udc00-\\udfff]";
/** Where the digits of other scripts begin. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810,
];
const digits = zeros.map((zero) => `${hex4(zero)}-${hex4(zero + 9)}`).join("");
const forms = [
  `(?:${invisible}){1,4096}`,
  `[\\uff01-\\uff5e\\ufe50-\\ufe6b\\u2460-\\u2468\\u24ea${digits}]`,
  "[\\u00b2\\u00b3\\u00b9\\u2070\\u2074-\\u2079\\u2080-\\u2089]{3,}",
  "\\ud835[\\udc00-\\udfff]|\\ud83e[\\udff0-\\udff9]",
  "\\\\{1,4}(?:u[0-9a-fA-F]{4}|u\\{[0-9a-fA-F]{1,6}\\}|x[0-9a-fA-F]{2}|[01][0-7]{2})",
  '\\\\{1,4}[nrtbf"/_*.@+-]',
  "(?:%[0-9a-fA-F]{2}){1,64}",
  "&(?:#\\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|(?:amp|commat|period|plus|lowbar|nbsp);)",
];
const escapes = new RegExp(forms.join("|"), "g");
/** What mail writes besides, where it says so: an equals sign elsewhere is none of it. */
const mailEscapes = new RegExp([...forms, "=\\r?\\n|=[0-9A-F]{2}"].join("|"), "g");
const isMail = /=3D|=40[A-Za-z0-9-]{1,64}=2E|quoted-printable/i;

/** What is written in escapes, and what it stands for. */
export function* readEscapes(part: string): Generator<Escape> {
  for (const { 0: escape, index } of part.matchAll(isMail.test(part) ? mailEscapes : escapes)) {
    const text = decode(escape);
    if (text !== escape) yield { from: index, to: index + escape.length, text };
  }
}

const isInvisible = new RegExp(`^(?:${invisible})`);
const entities: Record<string, string> = { amp: "&", commat: "@", period: ".", plus: "+", lowbar: "_", nbsp: "\u00a0" };

/** What an escape stands for; itself, where it is none. */
function decode(escape: string): string {
  if (escape.startsWith("%")) return decodePercent(escape);
  if (escape.startsWith("&#")) return decodeNumber(escape.slice(2).replace(";", ""));
  if (escape.startsWith("&")) return entities[escape.slice(1, -1)] ?? escape;
  if (escape.startsWith("\\")) return decodeBackslash(escape);
  if (escape.startsWith("=")) return /\s/.test(escape) ? "" : toCharacter(Number.parseInt(escape.slice(1), 16));
  if (isInvisible.test(escape)) return "";
  return digitOf(escape.charCodeAt(0)) ?? escape.normalize("NFKC");
}

const controls: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: " ", f: "\n" };
function decodeBackslash(escape: string): string {
  const [, code, octal] = /^\\+(?:[ux]\{?([0-9a-fA-F]+)\}?|([01][0-7]{2}))$/.exec(escape) ?? [];
  if (code !== undefined) return toCharacter(Number.parseInt(code, 16));
  if (octal !== undefined) return toCharacter(Number.parseInt(octal, 8));
  const sign = escape.at(-1)!;
  return controls[sign] ?? sign;
}

function digitOf(code: number): string | undefined {
  const zero = zeros.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? undefined : String(code - zero);
}

function decodePercent(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape;
  }
}

const decodeNumber = (number: string): string =>
  toCharacter(/^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number));
const toCharacter = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "");

function hex4(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
