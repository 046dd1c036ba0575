import type { SignedReceipt } from "./queries.ts";

export type Verdict = "valid" | "invalid" | "cannot_check";

/** Checks the Ed25519 signature (RFC 8032) here in the browser, over the very bytes of the payload. */
export async function verifyReceipt(receipt: SignedReceipt): Promise<Verdict> {
  // Missing on plain http from another machine, and in older browsers.
  if (!globalThis.crypto?.subtle) return "cannot_check";
  const key = await importKey(receipt.public_key);
  if (!key) return "cannot_check";
  const bytes = new TextEncoder().encode(receipt.payload);
  const isValid = await crypto.subtle.verify("Ed25519", key, fromBase64Url(receipt.signature), bytes);
  return isValid ? "valid" : "invalid";
}

async function importKey(publicKey: string): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey("raw", fromBase64Url(publicKey), "Ed25519", false, ["verify"]);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return undefined;
    throw error;
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
