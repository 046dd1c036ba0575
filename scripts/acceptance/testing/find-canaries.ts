import { randomBytes } from "node:crypto";

/** So many random letters and digits that nothing else has them; small letters, as an address is stored. */
const randomText = (length: number) =>
  [...randomBytes(length)].map((byte) => "abcdefghijklmnopqrstuvwxyz0123456789"[byte % 36]).join("");

/** Every canary of a run begins with it, so that one search finds them all, and also one that was cut off. */
const marker = `cnry${randomText(12)}`;

/** Ends like no plural, so that it is found whole where words are kept without their endings. */
export const newCanary = (): string => `${marker}${randomText(12)}x`;
export const isPlanted = (value: unknown): boolean => JSON.stringify(value ?? null).includes(marker);

/** Base64 of a text that stands at one of three places in what was encoded, without the letters its neighbours share. */
function base64At(text: string, before: number): string {
  const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
  const end = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6);
  return encoded.slice(Math.ceil((before * 8) / 6), end);
}

const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();
const each = (text: string, write: (code: string) => string) =>
  [...Buffer.from(text)].map((byte) => write(byte.toString(16).padStart(2, "0"))).join("");

/** How a text may lie in bytes and still be read by whoever looks. */
const forms: Record<string, (text: string) => Buffer> = {
  raw: (text) => Buffer.from(text),
  "upper case": (text) => Buffer.from(text.toUpperCase()),
  "utf-16le": (text) => Buffer.from(text, "utf16le"),
  "utf-16be": bigEndian,
  hex: (text) => Buffer.from(each(text, (code) => code)),
  "upper-case hex": (text) => Buffer.from(each(text, (code) => code.toUpperCase())),
  "url-encoded": (text) => Buffer.from(each(text, (code) => `%${code}`)),
  "upper-case url-encoded": (text) => Buffer.from(each(text, (code) => `%${code.toUpperCase()}`)),
  "json-escaped": (text) => Buffer.from(each(text, (code) => `\\u00${code}`)),
  "upper-case json-escaped": (text) => Buffer.from(each(text, (code) => `\\u00${code.toUpperCase()}`)),
  ...Object.fromEntries([0, 1, 2].map((at) => [`base64 +${at}`, (text: string) => Buffer.from(base64At(text, at))])),
};

const urlAlphabet = (base64: Buffer) =>
  Buffer.from(base64.toString("latin1").replaceAll("+", "-").replaceAll("/", "_"));

/** A place where a canary lies, and how. */
export type Hit = { form: string; at: number };

/** Where canaries, or the text given, can be read in these bytes. */
export function findReadable(bytes: Buffer, text = marker): Hit[] {
  return Object.entries(forms).flatMap(([form, write]) => {
    const needle = write(text);
    const other = form.startsWith("base64") ? urlAlphabet(needle) : needle;
    const needles = other.equals(needle) ? [needle] : [needle, other];
    return needles.flatMap((one) => {
      const hits: Hit[] = [];
      for (let at = bytes.indexOf(one); at >= 0 && hits.length < 20; at = bytes.indexOf(one, at + 1))
        hits.push({ form, at });
      return hits;
    });
  });
}

/** A text in each of the forms, for the test of the search itself. */
export function writeInEveryForm(text: string): { form: string; bytes: Buffer }[] {
  const base64 = ["", "x", "xy"].map((before, at) => ({
    form: `base64 +${at}`,
    bytes: Buffer.from(Buffer.from(`${before}${text} and more`).toString("base64")),
  }));
  const others = Object.entries(forms).filter(([form]) => !form.startsWith("base64"));
  return [...others.map(([form, write]) => ({ form, bytes: write(text) })), ...base64];
}
