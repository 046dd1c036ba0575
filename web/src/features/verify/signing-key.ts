import { fromBase64, sha256, toHex } from "./bytes.ts";

/** The public key that a document names, with the short name by which people compare it. */
export type SigningKey = { key: CryptoKey; raw: Uint8Array<ArrayBuffer>; id: string };

/** Nothing where these are no key's bytes. @throws DOMException `NotSupportedError` where the browser knows no Ed25519 */
export async function readKey(text: unknown): Promise<SigningKey | undefined> {
  const raw = fromBase64(text, 32);
  if (!raw) return undefined;
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return { key, raw, id: toHex(await sha256(raw)).slice(0, 16) };
}

export const isSigned = (
  { key }: SigningKey,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> => crypto.subtle.verify("Ed25519", key, signature, message);
