import { createHash, randomBytes } from "node:crypto";
import type { OAuthClientProvider } from "@modelcontextprotocol/client";
import type { Person } from "../people.ts";
import { readAnswer } from "../read-answer.ts";
import { testOrigin, type World } from "../world.ts";

/** Where an app waits for its answer: on the machine itself. */
export const appRedirect = "http://127.0.0.1:33418/callback";

let visitors = 0;
/** Each program asks from an address of its own, so that they don't share limits. */
const nextIp = () => `10.8.${++visitors >> 8}.${visitors & 255}`;

/** Posts as a program does: a form, no cookie, no header of ours. */
export const postAsApp = (world: World, path: string, fields: Record<string, string>): Promise<Response> =>
  world.request(`/api/v1/oauth/${path}`, {
    method: "POST",
    ip: nextIp(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

export const registerApp = (world: World, metadata: object): Promise<Response> =>
  world.request("/api/v1/oauth/register", {
    method: "POST",
    ip: nextIp(),
    headers: { "content-type": "application/json" },
    body: JSON.stringify(metadata),
  });

export type AskedOfPerson = Record<string, string>;
export type AppTokens = { access_token: string; refresh_token: string; expires_in: number; scope: string };

/** A registered app that asks for something, with the proof only it has. */
export async function beginApp(world: World, fields: AskedOfPerson = {}) {
  const registered = registerApp(world, { client_name: "Notebook", redirect_uris: [appRedirect] });
  const { client_id } = await readAnswer<{ client_id: string }>(registered, 201);
  const verifier = randomBytes(32).toString("base64url");
  const asked: AskedOfPerson = {
    response_type: "code",
    client_id,
    redirect_uri: appRedirect,
    scope: "agents.read runs.read",
    state: "as-the-app-says",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    resource: `${testOrigin}/mcp`,
    ...fields,
  };
  return { asked, verifier };
}

/** A person looks at what an app asks for. */
export const viewApp = (who: Person, asked: AskedOfPerson): Promise<Response> =>
  who.request("/api/v1/app-authorizations/view", { method: "POST", json: asked });

/** A person says yes, as if they had just proved who they are. */
export async function approveApp(who: Person, asked: AskedOfPerson, allow?: string[]): Promise<Response> {
  await who.world.rows("update sessions set authenticated_at = $2 where user_id = $1", [
    who.userId,
    who.world.clock.now(),
  ]);
  const json = { ...asked, allow: allow ?? asked["scope"]!.split(" ") };
  return who.request("/api/v1/app-authorizations/approve", { method: "POST", json });
}

/** Where the browser was sent, and what it carries. */
export async function answerOf(approved: Response): Promise<{ id: string; back: URL; code: string }> {
  const { id, redirect_to } = await readAnswer<{ id: string; redirect_to: string }>(approved, 201);
  const back = new URL(redirect_to);
  return { id, back, code: back.searchParams.get("code")! };
}

type Begun = Awaited<ReturnType<typeof beginApp>>;

export const takeCode = ({ asked, verifier }: Begun, world: World, code: string, fields: Record<string, string> = {}) =>
  postAsApp(world, "token", {
    grant_type: "authorization_code",
    client_id: asked["client_id"]!,
    redirect_uri: asked["redirect_uri"]!,
    code_verifier: verifier,
    code,
    ...fields,
  });

/** An app that a person allowed, with its first tokens. */
export async function connectApp(who: Person, fields: AskedOfPerson = {}) {
  const begun = await beginApp(who.world, fields);
  const { id, code } = await answerOf(await approveApp(who, begun.asked));
  const tokens = await readAnswer<AppTokens>(takeCode(begun, who.world, code), 200);
  return { id, code, begun, tokens, clientId: begun.asked["client_id"]! };
}

/** What an app keeps, as the protocol's own library wants it; `sent` is where it would open a browser. */
export function keepAsApp(): OAuthClientProvider & { sent: URL | undefined; kept: Record<string, unknown> } {
  const kept: Record<string, unknown> = {};
  return {
    sent: undefined,
    kept,
    redirectUrl: appRedirect,
    clientMetadata: { client_name: "SDK", redirect_uris: [appRedirect], token_endpoint_auth_method: "none" },
    state: () => "made-by-the-app",
    clientInformation: () => kept["client"] as never,
    saveClientInformation: (client) => void (kept["client"] = client),
    tokens: () => kept["tokens"] as never,
    saveTokens: (tokens) => void (kept["tokens"] = tokens),
    redirectToAuthorization(url) {
      this.sent = url;
    },
    saveCodeVerifier: (verifier) => void (kept["verifier"] = verifier),
    codeVerifier: () => kept["verifier"] as string,
    saveDiscoveryState: (state) => void (kept["discovery"] = state),
    discoveryState: () => kept["discovery"] as never,
  };
}
