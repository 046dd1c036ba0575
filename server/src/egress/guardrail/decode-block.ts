import type { Escape } from "./escape.ts";

const hex = /^(?:[0-9a-f]{2}){8,}$/i;
/** What no text that somebody wrote has in it. */
// oxlint-disable-next-line no-control-regex -- it looks for controls
const unwritten = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]/;

/** Shorter ones are words. */
const blockMin = 16;
const isSign = new Uint8Array(128);
for (const sign of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-") isSign[sign.charCodeAt(0)] = 1;

/** Whether a character can be within a block of base64 or hexadecimal digits. */
export const isOfBlock = (code: number): boolean => code < 128 && isSign[code] === 1;

/** Texts in base64, for mail or for the web, or in hexadecimal digits. */
export function* readBlocks(part: string): Generator<Escape> {
  for (let from = 0; from < part.length; from++) {
    if (!isOfBlock(part.charCodeAt(from))) continue;
    let to = from + 1;
    while (to < part.length && isOfBlock(part.charCodeAt(to))) to++;
    if (to - from >= blockMin) {
      const block = part.slice(from, to);
      const text = decodeBlock(block);
      if (text !== block) {
        while (part.charCodeAt(to) === 61) to++;
        yield { from, to, text };
      }
    }
    from = to;
  }
}

/** What is no text stays as it is. */
function decodeBlock(block: string): string {
  const asHex = hex.test(block) ? readText(Buffer.from(block, "hex")) : undefined;
  if (asHex !== undefined) return asHex;
  const whole = readBase64(block);
  if (whole !== undefined) return whole;
  // In the path of an address it stands behind a slash.
  const slash = block.lastIndexOf("/") + 1;
  const rest = slash > 0 && block.length - slash >= 16 ? readBase64(block.slice(slash)) : undefined;
  return rest === undefined ? block : block.slice(0, slash) + rest;
}

function readBase64(block: string): string | undefined {
  if (block.length % 4 === 1) return undefined;
  // Most words fail at their first bytes.
  const first = Buffer.from(block.slice(0, 4), "base64");
  if (first.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return undefined;
  return readText(Buffer.from(block, "base64"));
}

/** A long block may be cut within a character, at either end. */
function readText(bytes: Buffer): string | undefined {
  let start = 0;
  while (start < 3 && isContinued(bytes[start])) start++;
  let last = bytes.length - 1;
  while (last > bytes.length - 4 && isContinued(bytes[last])) last--;
  const isCut = last + lengthOf(bytes[last] ?? 0) > bytes.length;
  const text = bytes.toString("utf8", start, isCut ? last : bytes.length);
  return text === "" || unwritten.test(text) ? undefined : text;
}

const isContinued = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;
const lengthOf = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);
