// Long because one server, made to lie in every place, proves what is believed of it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs } from "../../../framework/clock.ts";
import { describedSignIns } from "../../../integrations/oauth/described/find-sign-in.ts";
import { openScriptedServer, type ScriptedServer } from "../../../testing/stand-ins/open-mcp-servers.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { beginAtServer, finishAtServer } from "../../../testing/deeds/sign-in-at-server.ts";
import { openWorld, testOrigin, withoutLimits, type World } from "../../../testing/world.ts";

let world: World;
let server: ScriptedServer;
let other: ScriptedServer;
let ada: PersonWithOrganization;
let origin: string;

const resourceAt = "/.well-known/oauth-protected-resource/mcp";
const serverAt = "/.well-known/oauth-authorization-server";

beforeAll(async () => {
  server = await openScriptedServer([]);
  other = await openScriptedServer([]);
  server.admit = () => Promise.resolve(false);
  world = await openWorld({ replace: withoutLimits });
  ada = await withOrganization(await signUp(world, "Ada"));
  await world.work();
  ({ origin } = new URL(server.url));
});
afterAll(async () => {
  await world.close();
  await Promise.all([server.close(), other.close()]);
});

type Made = { id: string; sign_in: string };
const list = async () => (await readAnswer<{ data: Made[] }>(ada.request("/api/v1/mcp-servers"), 200)).data;
const add = (more: object = {}) =>
  ada.request("/api/v1/mcp-servers", { method: "POST", json: { name: "notes", url: server.url, ...more } });

const say = (path: string, said: object, status = 200) =>
  void server.documents.set(path, () => Response.json(said, { status }));
const sayResource = (more: object = {}) =>
  say(resourceAt, { resource: server.url, authorization_servers: [origin], ...more });
const sayServer = (more: object = {}, path = serverAt) =>
  say(path, {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["none"],
    ...more,
  });
const sayAll = () => {
  server.documents.clear();
  server.challenge = `Bearer resource_metadata="${origin}${resourceAt}"`;
  sayResource();
  sayServer();
  say("/register", { client_id: "made-for-this" }, 201);
};
const endless = () =>
  new Response(
    new ReadableStream({
      pull: (stream) => stream.enqueue(new TextEncoder().encode(`"${"a".repeat(10_000)}",`)),
    }),
  );

beforeEach(async () => {
  sayAll();
  other.documents.clear();
  for (const { id } of await list()) await ada.request(`/api/v1/mcp-servers/${id}`, { method: "DELETE" });
});

test("a server that describes itself as the standards say is taken, those of 2025 and of OpenID as well", async () => {
  expect((await readAnswer<Made>(add(), 201)).sign_in).toBe("person");
  const usual: (() => void)[] = [
    // Only where one would look for it by the address.
    () => void (server.challenge = "Bearer"),
    // Nothing about the resource: its own origin gives tokens.
    () => {
      server.documents.delete(resourceAt);
      server.challenge = "Bearer";
    },
    () => {
      server.documents.delete(serverAt);
      sayServer({}, "/.well-known/openid-configuration");
    },
    () => {
      sayResource({ authorization_servers: [`${origin}/tenant`] });
      sayServer({ issuer: `${origin}/tenant` }, `${serverAt}/tenant`);
    },
    () => sayResource({ resource: `${origin}/` }),
  ];
  for (const [at, change] of usual.entries()) {
    sayAll();
    change();
    const made = await readAnswer<Made>(add({ name: `notes${at}` }), 201);
    expect((await beginAtServer(ada, made.id)).url).toContain(`${origin}/authorize?`);
  }
});

test("what a server says of others, of nobody, or without an end is not followed, and nothing of it is kept", async () => {
  const lies: Record<string, () => void> = {
    "metadata of another origin": () => {
      server.challenge = `Bearer resource_metadata="${new URL(other.url).origin}${resourceAt}"`;
      other.documents.set(resourceAt, () => Response.json({ resource: server.url, authorization_servers: [origin] }));
    },
    "another server's name": () => sayResource({ resource: other.url }),
    "a neighbour's name": () => sayResource({ resource: `${origin}/mc` }),
    "an issuer that is another": () => sayServer({ issuer: new URL(other.url).origin }),
    "no proof of who asked": () => sayServer({ code_challenge_methods_supported: ["plain"] }),
    "no codes": () => sayServer({ response_types_supported: ["token"] }),
    "a script to go to": () => sayServer({ authorization_endpoint: "javascript:alert(1)" }),
    "an address without encryption": () => sayServer({ authorization_endpoint: "http://example.com/authorize" }),
    "a name and a password": () => sayServer({ token_endpoint: "https://a:b@example.com/token" }),
    "an authorization server inside": () => sayResource({ authorization_servers: ["https://10.0.0.1"] }),
    "an address that only clouds have": () => sayResource({ authorization_servers: ["https://169.254.169.254"] }),
    "no authorization server": () => sayResource({ authorization_servers: [] }),
    "metadata without end": () => void server.documents.set(serverAt, endless),
    "a resource without end": () => void server.documents.set(resourceAt, endless),
    "a way round": () => void server.documents.set(resourceAt, () => Response.redirect(other.url, 302)),
    "a page": () => void server.documents.set(serverAt, () => new Response("<p>Hello")),
    "a failure": () => void server.documents.set(serverAt, () => new Response("", { status: 503 })),
    "numbers for names": () => sayServer({ issuer: 7 }),
  };
  for (const [what, lie] of Object.entries(lies)) {
    sayAll();
    lie();
    expect(await readRefusal(add()), what).toBe("422 mcp_servers.sign_in_refused");
  }
  server.documents.clear();
  server.challenge = "Bearer";
  expect(await readRefusal(add())).toBe("422 mcp_servers.sign_in_needed");
  expect(await list()).toEqual([]);
});

test("where no client is taken that nobody knows, one is typed by hand, and its secret is never shown", async () => {
  sayServer({ registration_endpoint: undefined });
  const refused = await add();
  const problem = (await refused.json()) as { code: string; facts: object };
  expect(problem).toMatchObject({
    code: "mcp_servers.client_needed",
    facts: { redirect_uri: `${testOrigin}/connect/callback` },
  });
  const client = { id: "typed-by-hand", secret: "a secret of the client" };
  const { id } = await readAnswer<Made>(add({ client }), 201);
  expect(new URL((await beginAtServer(ada, id)).url).searchParams.get("client_id")).toBe(client.id);
  expect(JSON.stringify(await list())).not.toContain(client.secret);
});

test("this deployment says who it is at an address of its own, which is its id wherever such ids are taken", async () => {
  const said = await (await world.request("/connect/client.json")).json();
  expect(said).toMatchObject({
    client_id: `${testOrigin}/connect/client.json`,
    redirect_uris: [`${testOrigin}/connect/callback`],
    token_endpoint_auth_method: "none",
  });
  sayServer({ client_id_metadata_document_supported: true });
  const way = { fetch, signal: AbortSignal.timeout(10_000) };
  const found = await describedSignIns.find(server.url, way);
  const choice = { typed: null, document: "https://avow.example.com/connect/client.json", redirectUri: "" };
  expect(await describedSignIns.become(found, choice, way)).toEqual({ id: choice.document, secret: null, by: "none" });
  expect(describedSignIns.choose(found, { ...choice, document: null })).toBe("registration");
});

test("a registration that is for something else than was asked leads nobody anywhere", async () => {
  const { id } = await readAnswer<Made>(add(), 201);
  const begin = () => ada.request(`/api/v1/mcp-servers/${id}/sign-in`, { method: "POST", json: {} });
  const lies = [
    { client_id: "made", redirect_uris: ["https://evil.example/callback"] },
    { client_id: "made\nX-Header: 1" },
    { client_id: "made", token_endpoint_auth_method: "private_key_jwt" },
    { client_id: "made", token_endpoint_auth_method: "client_secret_basic" },
    {},
  ];
  for (const lie of lies) {
    say("/register", lie, 201);
    expect(await readRefusal(begin()), JSON.stringify(lie)).toBe("422 mcp_servers.sign_in_refused");
  }
  say("/register", { error: "invalid_redirect_uri" }, 400);
  expect(await readRefusal(begin())).toBe("422 mcp_servers.sign_in_refused");
});

test("a token address that lies, sends elsewhere or never ends gives nobody a token", async () => {
  const { id } = await readAnswer<Made>(add(), 201);
  const token = { access_token: "a-token", token_type: "Bearer" };
  const answers: Record<string, () => Response> = {
    "another kind of token": () => Response.json({ ...token, token_type: "mac" }),
    "no token": () => Response.json({ token_type: "Bearer" }),
    "a header in a token": () => Response.json({ ...token, access_token: "a\r\nX-Header: 1" }),
    "a header in its renewal": () => Response.json({ ...token, refresh_token: "a\nb" }),
    "a way inside": () => new Response("", { status: 307, headers: { location: "http://169.254.169.254/" } }),
    "a page": () => new Response("<p>Hello"),
    "no end": endless,
    "a failure": () => new Response("", { status: 500 }),
    "a token that the server does not take": () => Response.json(token),
  };
  for (const [what, lie] of Object.entries(answers)) {
    server.documents.set("/token", lie);
    const begun = await beginAtServer(ada, id);
    const brought = { code: "made-up", state: new URL(begun.url).searchParams.get("state")! };
    const refused = what.startsWith("a token that") ? "not_allowed" : "service_failed";
    expect(await readRefusal(finishAtServer(ada, { ...begun, brought })), what).toBe(`422 connections.${refused}`);
  }
  sayServer({ token_endpoint: "https://10.0.0.1/token" });
  const begun = await beginAtServer(ada, id);
  const brought = { code: "made-up", state: new URL(begun.url).searchParams.get("state")! };
  expect(await readRefusal(finishAtServer(ada, { ...begun, brought }))).toBe("422 connections.service_failed");
  expect(await world.rows("select id from connections")).toEqual([]);
});

test("a token that is said to last for ever is renewed within a year all the same", async () => {
  const { id } = await readAnswer<Made>(add(), 201);
  server.documents.set("/token", () =>
    Response.json({ access_token: "a-token", token_type: "Bearer", expires_in: 1e300, refresh_token: "another" }),
  );
  server.admit = (token) => Promise.resolve(token === "a-token");
  const begun = await beginAtServer(ada, id);
  const brought = { code: "made-up", state: new URL(begun.url).searchParams.get("state")! };
  await readAnswer(finishAtServer(ada, { ...begun, brought }), 201);
  const [kept] = await world.rows<{ expires_at: Date }>("select expires_at from connections where server = $1", [id]);
  expect(kept!.expires_at.getTime()).toBeLessThan(world.clock.now().getTime() + 367 * dayMs);
  server.admit = () => Promise.resolve(false);
});
