import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from "node:crypto";

/** Bytes of a secret as it is shown: `whsec_`, or `whsk_` for the private half of a pair, and base64. */
export const secretBytes = (secret: string): Buffer => Buffer.from(secret.replace(/^whs(ec|k)_/, ""), "base64");

/** RFC 8410: an Ed25519 key is its 32 bytes behind a fixed beginning. */
const pkcs8Beginning = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiLength = 12;

/** The private half of a pair, as Standard Webhooks writes it. */
export const newSigningKey = (): string => `whsk_${randomBytes(32).toString("base64")}`;

export const privateKeyOf = (signingKey: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Beginning, secretBytes(signingKey)]), format: "der", type: "pkcs8" });

/** The half that whoever verifies has: it proves, and signs nothing. */
export function publicKeyOf(signingKey: string): string {
  const spki = createPublicKey(privateKeyOf(signingKey)).export({ format: "der", type: "spki" });
  return `whpk_${spki.subarray(spkiLength).toString("base64")}`;
}
