import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { parseBody } from "../../framework/request/parse-input.ts";

const signatureBytes = 64;
const keyBytes = 32;
/** RFC 8410: what stands before the 32 bytes of an Ed25519 key where it is written as DER. */
const derPrefix = Buffer.from("302a300506032b6570032100", "hex");
/** Padded or not; breaks between lines are nobody's meaning. */
const base64Form = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Bytes of standard base64, or nothing where it is none. */
export function readBase64(text: string): Buffer | undefined {
  return base64Form.test(text) ? Buffer.from(text, "base64") : undefined;
}

/** The 32 bytes of a verify key, or nothing where they are none. A key of zeros verifies what nobody signed. */
export function readVerifyKey(text: string): Buffer | undefined {
  const bytes = readBase64(text);
  return bytes?.length === keyBytes && bytes.some((byte) => byte !== 0) ? bytes : undefined;
}

const keyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([derPrefix, bytes]), format: "der", type: "spki" });

/**
 * Opens what libsodium's `crypto_sign` makes, in base64: the signature, and the document behind it.
 * @returns the document, or nothing where it is not signed by the key
 * @throws Refusal `request.malformed` where what was signed is no JSON object
 */
export function readSigned(sent: Uint8Array, verifyKey: Buffer): Record<string, unknown> | undefined {
  const message = readBase64(Buffer.from(sent).toString("latin1"));
  if (!message || message.length <= signatureBytes) return undefined;
  const [signature, text] = [message.subarray(0, signatureBytes), message.subarray(signatureBytes)];
  return verify(null, text, keyOf(verifyKey), signature) ? parseBody(text) : undefined;
}
