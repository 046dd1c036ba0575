import { ReadableStream } from "node:stream/web";
import type { Fetch, FetchInit, FetchResponse } from "../roles/calls/fetch.ts";

/** What became of the last request, for whoever has to say what went wrong. */
export type Noted = { status?: number; retryAfterMs?: number; thrown?: unknown };

const headersRead = ["content-type", "mcp-session-id", "retry-after", "www-authenticate"];

/** The outward client, as the library wants a fetch. A stream of the server's own is not listened to. */
export function fetchForMcp(fetch: Fetch, noted: Noted): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const method = init.method ?? "GET";
    if (method === "GET") return new Response(null, { status: 405 });
    const given: FetchInit = { method, headers: Object.fromEntries(new Headers(init.headers)) };
    if (typeof init.body === "string") given.body = init.body;
    if (init.signal) given.signal = init.signal;
    delete noted.status;
    delete noted.thrown;
    const answer = await fetch(String(url), given).catch((error: unknown) => {
      noted.thrown = error;
      throw error;
    });
    return present(answer, noted);
  };
}

function present(answer: FetchResponse, noted: Noted): Response {
  const { status } = answer;
  noted.status = status;
  const waits = Number(answer.headers.get("retry-after"));
  if (waits > 0) noted.retryAfterMs = waits * 1000;
  const headers = new Headers();
  for (const name of headersRead) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  // A body whose reading fails tells of it to whoever asks afterwards what went wrong.
  const body = answer.body && ReadableStream.from(noting(answer.body, noted));
  const isBodiless = status === 204 || status === 205 || status === 304;
  if (isBodiless || status < 200) return new Response(null, { status: status < 200 ? 502 : status, headers });
  return new Response(body, { status, headers });
}

async function* noting(body: AsyncIterable<Uint8Array>, noted: Noted): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    noted.thrown = error;
    throw error;
  }
}
