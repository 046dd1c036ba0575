import type { Keyring } from "../../framework/keys/keyring.ts";

const forms = [
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, // a domain, RFC 1035
  /^[^\s@]{1,64}@[^\s@]{3,253}$/, // an address, loosely: RFC 5321 lengths
  /^\+[1-9]\d{6,14}$/, // a phone number, E.164
];

/** A recipient in the form it is compared in; nothing for what is none. */
export function normalizeRecipient(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const bare = text.startsWith("+") ? text.replaceAll(/[\s().-]/g, "") : text;
  return forms.some((form) => form.test(bare)) ? bare : undefined;
}

/** What the policy keeps of a recipient: enough to compare, nothing to read. */
export const hashRecipient = (keyring: Keyring, normalized: string): string =>
  keyring.keyedHash("recipient", normalized).toString("base64url");

/** Whether a list of hashes names this recipient, or the domain it belongs to. */
export function isRecipientAllowed(keyring: Keyring, allowed: "any" | readonly string[], recipient: string): boolean {
  if (allowed === "any") return true;
  const normalized = normalizeRecipient(recipient);
  if (!normalized) return false;
  const domain = normalized.split("@")[1];
  return [normalized, ...(domain ? [domain] : [])].some((one) => allowed.includes(hashRecipient(keyring, one)));
}
