import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { decodeBase64 } from "./base64.ts";

/** The 32 bytes of an Ed25519 public key, RFC 8032. */
export function rawPublicKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: "jwk" });
  if (crv !== "Ed25519" || x === undefined) throw new TypeError("not an Ed25519 key");
  return Buffer.from(x, "base64url");
}

/** How a public key is written in receipts, bundles and on the command line: base64 of its 32 bytes. */
export function writePublicKey(publicKey: KeyObject): string {
  return rawPublicKey(publicKey).toString("base64");
}

/** Null when the text is not a public key. */
export function readPublicKey(text: string): KeyObject | null {
  const raw = decodeBase64(text, 32);
  return raw && createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
}

/** A short name for a public key, for people to compare: 16 hex digits of its SHA-256. */
export function publicKeyId(publicKey: KeyObject): string {
  return createHash("sha256").update(rawPublicKey(publicKey)).digest("hex").slice(0, 16);
}

export function signBytes(message: string, privateKey: KeyObject): Buffer {
  return sign(null, Buffer.from(message, "utf8"), privateKey);
}

export function isSignedBy(message: string, signature: Buffer, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(message, "utf8"), publicKey, signature);
}
