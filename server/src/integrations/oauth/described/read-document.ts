import { ConnectorError } from "../../roles/connector.ts";
import { ProviderError } from "../../roles/calls/provider-error.ts";
import type { FetchInit, FetchResponse } from "../../roles/calls/fetch.ts";
import type { WayOut } from "../../roles/sign-in.ts";

/** Asks by the outward client. @throws ConnectorError, which says nothing of what was answered */
export async function askOutside(url: string, init: FetchInit, { fetch, signal }: WayOut): Promise<FetchResponse> {
  return explained(() => fetch(url, { ...init, signal }));
}

/** A document of an outsider; nothing where there is none. @throws ConnectorError */
export async function readDocument(url: string, way: WayOut): Promise<unknown> {
  const answer = await askOutside(url, { headers: { accept: "application/json" } }, way);
  const text = await explained(() => answer.text());
  if (answer.status >= 500) throw new ConnectorError("failed", { status: answer.status });
  return answer.ok ? parse(text) : undefined;
}

/** @throws ConnectorError where it is no object */
export function parse(text: string): object {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null) return read;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ConnectorError("unreadable");
}

export async function explained<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof ProviderError ? new ConnectorError("unreachable") : error;
  }
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const isLoopback = ({ protocol, hostname }: URL) => protocol === "http:" && loopback.has(hostname);

/** An address that a server names: https, or on this machine where the server itself is. @throws ConnectorError */
export function readAddress(text: string, server: URL): URL {
  const url = URL.parse(text);
  const isSafe = url && (url.protocol === "https:" || (isLoopback(url) && isLoopback(server)));
  if (!isSafe || url.username !== "" || url.password !== "" || url.hash !== "") throw new ConnectorError("refused");
  return url;
}
