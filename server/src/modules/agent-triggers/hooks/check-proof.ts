import { createHmac, timingSafeEqual } from "node:crypto";
import { minuteMs } from "../../../framework/clock.ts";
import { secretBytes } from "../../../integrations/roles/deliveries/webhook-keys.ts";
import type { TriggerRow } from "../present-trigger.ts";
import { hashSecret } from "./make-hook-secret.ts";

/** What came, as far as it proves anything. */
export type Sent = {
  /** Behind the dot of the address. */
  token: string | undefined;
  id: string;
  timestamp: string;
  signature: string;
  body: Uint8Array;
};

const toleranceMs = 5 * minuteMs;
/** Of several signatures so many are looked at: a sender has two secrets while it changes one. */
const signaturesMost = 8;
const idForm = /^[\x21-\x7e]{1,200}$/;

/** Whether a message is from somebody who has the hook's secret, or the one before it while that counts. */
export function checkProof(hook: TriggerRow, sent: Sent, at: Date): "right" | "wrong" | "too_old" {
  const isOldGood = hook.old_secret_until !== null && hook.old_secret_until > at;
  const secrets = [hook.secret, isOldGood ? hook.old_secret : null].filter((one) => one !== null);
  if (hook.proof === "address") return secrets.some((kept) => isToken(sent.token, kept)) ? "right" : "wrong";
  if (sent.token !== undefined || !idForm.test(sent.id) || !/^\d{1,11}$/.test(sent.timestamp)) return "wrong";
  if (!secrets.some((secret) => isSigned(sent, secret))) return "wrong";
  const age = at.getTime() - Number(sent.timestamp) * 1000;
  return Math.abs(age) <= toleranceMs ? "right" : "too_old";
}

const isToken = (token: string | undefined, kept: string): boolean =>
  token !== undefined && isSame(Buffer.from(hashSecret(token)), Buffer.from(kept));

/** Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body, as `v1,` and base64; others beside it are passed over. */
function isSigned({ id, timestamp, signature, body }: Sent, secret: string): boolean {
  const right = createHmac("sha256", secretBytes(secret)).update(`${id}.${timestamp}.`).update(body).digest();
  const given = signature.split(" ", signaturesMost).filter((one) => one.startsWith("v1,"));
  return given.some((one) => isSame(Buffer.from(one.slice(3), "base64"), right));
}

const isSame = (given: Buffer, right: Buffer): boolean =>
  given.length === right.length && timingSafeEqual(given, right);
