import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Refused, TransitKey } from "./transit-key.ts";

export type FakeVault = { url: string; token: string; keys: ReadonlyMap<string, TransitKey>; close(): Promise<void> };

/**
 * The parts of HashiCorp Vault's and OpenBao's transit engine that are used, as these behave: a key that is made twice
 * stays, none can be deleted before its configuration allows it, an empty list is not found, and asking an HMAC of a key
 * that is not there is a bad request.
 */
export async function startFakeVault(mount = "transit"): Promise<FakeVault> {
  const token = randomBytes(12).toString("hex");
  const keys = new Map<string, TransitKey>();
  const server = createServer((request, response) => void answer(request, response, { token, keys, mount }));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Vault = { token: string; keys: Map<string, TransitKey>; mount: string };

async function answer(request: IncomingMessage, response: ServerResponse, vault: Vault): Promise<void> {
  const body = JSON.parse((await text(request)) || "{}") as Record<string, unknown>;
  const [status, content] =
    request.headers["x-vault-token"] === vault.token
      ? routeSafely(`${request.method} ${request.url}`, body, vault)
      : [403, { errors: ["permission denied"] }];
  response.writeHead(status, { "content-type": "application/json" });
  response.end(content === undefined ? "" : JSON.stringify(content));
}

function routeSafely(...asked: Parameters<typeof route>): Answer {
  try {
    return route(...asked);
  } catch (error) {
    if (error instanceof Refused) return refused(error.message);
    throw error;
  }
}

type Answer = [status: number, content?: object];
const missing: Answer = [404, { errors: [] }];
const refused = (why: string): Answer => [400, { errors: [why] }];

function route(asked: string, body: Record<string, unknown>, { keys, mount }: Vault): Answer {
  const [method, path = ""] = asked.split(` /v1/${mount}/`);
  const [kind, name = "", part] = path.split("/");
  if (asked === `GET /v1/${mount}/keys?list=true`)
    return keys.size > 0 ? [200, { data: { keys: [...keys.keys()].toSorted() } }] : missing;
  const known = keys.get(name);
  if (kind === "keys" && method === "POST" && part === undefined) {
    const made = known ?? new TransitKey();
    keys.set(name, made);
    return [200, { data: made.describe(name) }];
  }
  // Only reading a key that is not there is not found; whatever else is asked of one is a bad request.
  if (!known) return kind === "keys" && method === "GET" ? missing : refused("encryption key not found");
  if (kind === "hmac") {
    const input = Buffer.from(String(body["input"]), "base64");
    return [200, { data: { hmac: known.hmac(input, body["key_version"]) } }];
  }
  if (method === "DELETE") {
    if (!known.isDeletable) return refused("deletion is not allowed for this key");
    keys.delete(name);
    return [204];
  }
  if (part === "config") known.configure(body);
  if (part === "rotate") known.rotate();
  if (part === "trim") known.trim(body);
  return [200, { data: known.describe(name) }];
}
