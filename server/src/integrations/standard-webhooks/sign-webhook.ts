import { createHmac, createSecretKey, sign } from "node:crypto";
import { privateKeyOf, secretBytes } from "../roles/deliveries/webhook-keys.ts";

export type Signing = { id: string; at: Date; body: string };

/**
 * The three headers of Standard Webhooks 1.0. One signature per secret, so that a receiver who has either the old or the new one
 * can verify while a secret is being changed, and whoever has only the public key can verify as well.
 */
export function signWebhook({ id, at, body }: Signing, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = signersOf(secrets).map((signer) => signer(signed));
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

type Signer = (signed: Buffer) => string;

/** What goes out together shares its list of secrets, and the keys made of it. */
const known = new WeakMap<readonly string[], Signer[]>();

function signersOf(secrets: readonly string[]): Signer[] {
  const signers = known.get(secrets) ?? secrets.map(signerOf);
  known.set(secrets, signers);
  return signers;
}

function signerOf(secret: string): Signer {
  if (secret.startsWith("whsk_")) {
    const key = privateKeyOf(secret);
    return (signed) => `v1a,${sign(null, signed, key).toString("base64")}`;
  }
  const key = createSecretKey(secretBytes(secret));
  return (signed) => `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
