import * as z from "zod";
import { ConnectorError } from "../../roles/connector.ts";
import type { WayOut } from "../../roles/sign-in.ts";
import { askOutside, explained, readAddress, readDocument } from "./read-document.ts";

/** What is asked without a token: a server that wants one says so, and where to find out how (RFC 9728 § 5.1). */
const knock = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "avow", version: "1" } },
};

const scopes = z.array(z.string().max(300)).max(300);
const metadata = z.object({
  resource: z.string().max(2000),
  authorization_servers: z.array(z.string().max(2000)).min(1).max(20),
  scopes_supported: scopes.optional(),
});

export type Resource = { resource: string; issuer: string; scopes: readonly string[]; isDescribed: boolean };

/** Who gives tokens for a server, by its own word, or by the habit of 2025 its own origin. @throws ConnectorError */
export async function readResource(server: URL, way: WayOut): Promise<Resource> {
  const { pointed, asked } = await readChallenge(server, way);
  const described = await findMetadata(server, pointed, way);
  if (!described) return { resource: server.href, issuer: server.origin, scopes: asked ?? [], isDescribed: false };
  checkResource(described.resource, server);
  const [issuer = ""] = described.authorization_servers;
  return {
    resource: described.resource,
    issuer,
    scopes: asked ?? described.scopes_supported ?? [],
    isDescribed: true,
  };
}

async function readChallenge(server: URL, way: WayOut) {
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const answer = await askOutside(server.href, { method: "POST", headers, body: JSON.stringify(knock) }, way);
  await explained(() => dropBody(answer.body));
  const said = (answer.headers.get("www-authenticate") ?? "").slice(0, 8000);
  const pointed = /\bresource_metadata\s*=\s*(?:"([^"]{1,2000})"|([^\s",]{1,2000}))/i.exec(said);
  const scope = /\bscope\s*=\s*"([^"]{1,4000})"/i.exec(said)?.[1];
  return { pointed: pointed?.[1] ?? pointed?.[2], asked: scope?.split(" ").filter(Boolean) };
}

/** Nothing of it is read: it may be a stream without end. */
async function dropBody(body: AsyncIterable<Uint8Array> | null): Promise<void> {
  await body?.[Symbol.asyncIterator]().return?.();
}

async function findMetadata(server: URL, pointed: string | undefined, way: WayOut) {
  const path = server.pathname === "/" ? "" : server.pathname;
  const usual = [...new Set([path, ""])].map((end) => `/.well-known/oauth-protected-resource${end}`);
  const places = pointed === undefined ? usual.map((one) => new URL(one, server)) : [readAddress(pointed, server)];
  for (const place of places) {
    // Whoever describes a server from elsewhere could send its people anywhere.
    if (place.origin !== server.origin) throw new ConnectorError("refused");
    const found = await readDocument(place.href, way);
    if (found === undefined) continue;
    const read = metadata.safeParse(found);
    if (!read.success) throw new ConnectorError("unreadable");
    return read.data;
  }
  return undefined;
}

/** It speaks of this very server, or of what it is a part of (RFC 9728 § 3.3). @throws ConnectorError */
function checkResource(resource: string, server: URL): void {
  const of = readAddress(resource, server);
  const whole = of.pathname.endsWith("/") ? of.pathname : `${of.pathname}/`;
  if (of.origin !== server.origin || !`${server.pathname}/`.startsWith(whole)) throw new ConnectorError("refused");
}
