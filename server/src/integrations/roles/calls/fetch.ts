import type { Readable } from "node:stream";

/**
 * The part of the Fetch standard that integrations use. The outward client gives it; the platform's own `fetch` fits it
 * too, so a vendor's library that wants one can be given either.
 */
export type Fetch = (url: string, init?: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  method?: string;
  headers?: Record<string, string>;
  /** A stream is sent as it is read; its length is told in `content-length`. */
  body?: string | Uint8Array<ArrayBuffer> | Readable;
  signal?: AbortSignal;
}

/** A body must be read or its iteration ended; until then it holds a connection. */
export interface FetchResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
  text(): Promise<string>;
}
