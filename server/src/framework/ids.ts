import { createHash, randomBytes } from "node:crypto";
import { randomBytesFromPool } from "./random.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** What an id looks like: a prefix that names the kind, then 26 characters of base 32. */
export const idPattern = /^[a-z]{2,8}_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/**
 * A TypeID (github.com/jetify-com/typeid): prefix, underscore, UUIDv7 (RFC 9562) in Crockford base 32.
 * Ids sort by the instant they were made, and are made here because sealed columns are bound to them.
 */
export function newId<P extends string>(prefix: P, at: Date): string {
  const bytes = randomBytesFromPool(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${prefix}_${encodeBase32(bytes)}`;
}

function encodeBase32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

/** Another id of the same kind and instant as `id`, which `hash` decides. */
export function derivedId(id: string, hash: Buffer): string {
  const [prefix, text = ""] = id.split("_");
  let value = 0n;
  for (const character of text) value = (value << 5n) | BigInt(alphabet.indexOf(character));
  const bytes = Buffer.from(value.toString(16).padStart(32, "0"), "hex");
  hash.copy(bytes, 6, 0, 10);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${prefix}_${encodeBase32(bytes)}`;
}

/** 256 bits from the system's generator, for links, sessions and keys. */
export const newSecret = (prefix = ""): string => prefix + randomBytes(32).toString("base64url");

/** Only the hash of a token is at rest; 256 random bits need no slow hash. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
