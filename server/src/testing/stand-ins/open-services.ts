import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";
import type { ServiceName } from "../../integrations/roles/connector.ts";
import { testOrigin } from "../world.ts";

type Seen = { method: string; path: string; token: string; body: string };
type Said = { status: number; body?: object; headers?: Record<string, string> };
/** It happens, and then: nobody hears of it, nobody hears anything ever, it is told as an error, or it happens once more. */
type Afterwards = "cut_after" | "hang_after" | "lie_after" | "twice";
type Answer = Said | Afterwards | undefined;

/**
 * A stand-in for a service with a hand between: it tells which tokens came, knows which are void (the stand-in itself takes any),
 * and answers for it where it has no address of that kind.
 */
export type Service = {
  url: string;
  seen: Seen[];
  /** What the stand-in itself took, as often as it did. */
  done: Seen[];
  /** Tokens that the service takes no more. */
  void: Set<string>;
  /** What the hand answers instead, or what it makes of the answer. */
  interfere: ((seen: Seen) => Answer) | undefined;
  /** What every grant is made to say besides. */
  grants: Record<string, unknown>;
  close(): Promise<void>;
};

export const serviceClient = { clientId: "avow-client", clientSecret: "a secret of the client" };

export async function openService(service: ServiceName, seed: object, port = 0): Promise<Service> {
  const emulator = await createEmulator({ service, port: 0, seed: { [service]: seed } });
  const server = createServer((request, response) => void handle(emulator.url, state, request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const state: Service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    done: [],
    void: new Set(),
    interfere: undefined,
    grants: {},
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
  return state;
}

const tokenOf = (header = "") => /^Bearer (.+)$/.exec(header)?.[1] ?? "";
const grantPaths = new Set(["/login/oauth/access_token", "/oauth2/token", "/api/oauth.v2.access"]);

async function handle(
  behind: string,
  state: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const { method = "GET", url = "/" } = request;
  const seen = { method, path: url, token: tokenOf(request.headers.authorization), body };
  state.seen.push(seen);
  const say = (status: number, said: object, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(said));
  };
  const given = state.interfere?.(seen);
  if (typeof given === "object") return say(given.status, given.body ?? {}, given.headers);
  const isSlack = url.startsWith("/api/");
  if (state.void.has(seen.token))
    return isSlack ? say(200, { ok: false, error: "token_revoked" }) : say(401, { message: "Bad credentials" });
  if (forget(state, seen)) {
    if (misanswer(given, response, say)) return;
    return isSlack ? say(200, { ok: true, revoked: true }) : say(204, {});
  }
  const { host: _, "content-length": __, connection: ___, ...headers } = request.headers;
  const pass = async () => {
    const answered = await fetch(`${behind}${url}`, {
      method,
      headers: headers as Record<string, string>,
      redirect: "manual",
      ...(body === "" ? {} : { body }),
    });
    const text = await answered.text();
    if (answered.ok && !(isSlack && text.includes('"ok":false'))) state.done.push(seen);
    return { answer: answered, text };
  };
  const { answer, text } = await pass();
  if (given === "twice") await pass();
  if (misanswer(given, response, say)) return;
  const changed = grantPaths.has(url) && answer.ok ? JSON.stringify({ ...JSON.parse(text), ...state.grants }) : text;
  const kept = ["content-type", "location"].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  response.writeHead(answer.status, Object.fromEntries(kept));
  response.end(changed);
}

/** Keeps the answer to what has happened from whoever asked for it. @returns whether it did */
function misanswer(
  given: Afterwards | undefined,
  response: ServerResponse,
  say: (status: number, said: object) => void,
) {
  if (given === "cut_after") response.destroy();
  if (given === "lie_after") say(500, {});
  return given !== undefined && given !== "twice";
}

/** Where a service forgets a token; Google's is the stand-in's own. */
function forget(state: Service, { method, path, token, body }: Seen): boolean {
  if (method === "DELETE" && /^\/applications\/[^/]+\/token$/.test(path)) {
    state.void.add((JSON.parse(body) as { access_token: string }).access_token);
    return true;
  }
  if (path === "/api/auth.revoke") {
    state.void.add(token);
    return true;
  }
  if (path === "/oauth2/revoke") state.void.add(new URLSearchParams(body).get("token") ?? "");
  return false;
}

/** What somebody does at the service: chooses their account, and is sent back with a code. */
export async function allowAt(
  url: string,
  who: string,
  backTo: string = testOrigin,
): Promise<{ code: string; state: string }> {
  const page = await (await fetch(url)).text();
  const forms = page.split("<form").slice(1);
  const form = forms.find((one) => one.includes(`value="${who}"`) || one.includes(`>${who}<`));
  if (!form) throw new Error(`nobody is called ${who} there: ${page.slice(0, 300)}`);
  const unescape = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  const action = /action="([^"]*)"/.exec(form)![1]!;
  const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
    name!,
    unescape(value!),
  ]);
  const sent = await fetch(new URL(unescape(action), url), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(Object.fromEntries(fields) as Record<string, string>),
  });
  const came = new URL(sent.headers.get("location")!);
  if (came.origin !== backTo) throw new Error(`sent back to ${came.origin}`);
  return { code: came.searchParams.get("code")!, state: came.searchParams.get("state")! };
}
