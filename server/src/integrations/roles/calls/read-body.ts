import type { FetchResponse } from "./fetch.ts";
import type { LimitedCall } from "./limit-call.ts";
import { ProviderError } from "./provider-error.ts";

const MAX_ERROR_BYTES = 16_384;

/** The beginning of an error's body, enough to tell its kind; the rest is left unread. */
export async function readStart(response: FetchResponse): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of response.body ?? []) {
    parts.push(bytes);
    size += bytes.byteLength;
    if (size >= MAX_ERROR_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_ERROR_BYTES).toString();
}

export async function readAll(response: FetchResponse, call: LimitedCall): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const bytes of response.body ?? []) {
    call.received(bytes.byteLength);
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}

/** @throws ProviderError `provider.malformed_answer`, whose words quote nothing */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ProviderError("provider.malformed_answer", { reason: "not_json" });
  }
}
