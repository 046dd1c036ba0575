import * as z from "zod";

/** Base64 (RFC 4648 § 4) with nothing to spare: one text for each value, so no character of a document is free to change. */
export function decodeBase64(text: string, length?: number): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) return null;
  return length === undefined || bytes.length === length ? bytes : null;
}

export function base64Bytes(length?: number) {
  const what = length === undefined ? "bytes in base64" : `${length} bytes in base64`;
  return z.string().refine((text) => decodeBase64(text, length) !== null, `must be ${what}`);
}
