import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type TransitKey = { bytes: Buffer; isDeletable: boolean };
export type FakeVault = { url: string; token: string; keys: ReadonlyMap<string, TransitKey>; close(): Promise<void> };

/**
 * The parts of HashiCorp Vault's and OpenBao's transit engine that are used, as their API documentation has them: a key
 * that is made twice stays, none can be deleted before its configuration allows it, and an empty list is not found.
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
      ? route(`${request.method} ${request.url}`, body, vault)
      : [403, { errors: ["permission denied"] }];
  response.writeHead(status, { "content-type": "application/json" });
  response.end(content === undefined ? "" : JSON.stringify(content));
}

type Answer = [status: number, content?: object];
const missing: Answer = [404, { errors: [] }];

function route(asked: string, body: Record<string, unknown>, { keys, mount }: Vault): Answer {
  const [method, path = ""] = asked.split(` /v1/${mount}/`);
  const [kind, name = "", part] = path.split("/");
  if (asked === `GET /v1/${mount}/keys?list=true`)
    return keys.size > 0 ? [200, { data: { keys: [...keys.keys()].toSorted() } }] : missing;
  const known = keys.get(name);
  if (kind === "keys" && method === "POST" && part === undefined) {
    if (!known) keys.set(name, { bytes: randomBytes(32), isDeletable: false });
    return [200, { data: { name, latest_version: 1 } }];
  }
  if (!known) return missing;
  if (kind === "hmac") return sum(known, body);
  if (method === "GET") return [200, { data: { name, deletion_allowed: known.isDeletable } }];
  if (part === "config") {
    known.isDeletable = body["deletion_allowed"] === true;
    return [200, { data: {} }];
  }
  if (!known.isDeletable) return [400, { errors: ["deletion is not allowed for this key"] }];
  keys.delete(name);
  return [204];
}

function sum({ bytes }: TransitKey, body: Record<string, unknown>): Answer {
  if (body["key_version"] !== 1) return [400, { errors: ["invalid key version"] }];
  const hmac = createHmac("sha256", bytes)
    .update(Buffer.from(String(body["input"]), "base64"))
    .digest("base64");
  return [200, { data: { hmac: `vault:v1:${hmac}` } }];
}
