import { createHmac } from "node:crypto";

/** Bytes of a secret as it is shown: `whsec_` and base64. */
export const secretBytes = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

export type Signing = { id: string; at: Date; body: string };

/**
 * The three headers of Standard Webhooks 1.0. One signature per secret, so that a receiver who has either the old or the new one
 * can verify while a secret is being changed.
 */
export function signWebhook({ id, at, body }: Signing, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac("sha256", secretBytes(secret)).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${mac}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
