import { canonicalize } from "./canonicalize.ts";
import type { SignedReceipt } from "./queries.ts";

export type Verdict = "valid" | "invalid" | "cannot_check";

/** Checks the Ed25519 signature (RFC 8032) over the receipt's canonical text, here in the browser. */
export async function verifyReceipt({ receipt, signature }: SignedReceipt): Promise<Verdict> {
  // Missing on plain http from another machine, and in older browsers.
  if (!globalThis.crypto?.subtle) return "cannot_check";
  const key = await importKey(receipt.deployment.public_key);
  if (!key) return "cannot_check";
  const bytes = new TextEncoder().encode(canonicalize(receipt));
  const isValid = await crypto.subtle.verify("Ed25519", key, fromBase64(signature), bytes);
  return isValid ? "valid" : "invalid";
}

async function importKey(publicKey: string): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey("raw", fromBase64(publicKey), "Ed25519", false, ["verify"]);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return undefined;
    throw error;
  }
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
