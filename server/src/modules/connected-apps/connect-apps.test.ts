import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, minuteMs, secondMs } from "../../framework/clock.ts";
import {
  answerOf,
  appRedirect,
  approveApp,
  type AppTokens,
  beginApp,
  connectApp,
  keepAsApp,
  postAsApp,
  registerApp,
  takeCode,
  viewApp,
} from "../../testing/deeds/connect-app.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { listenWith } from "../../testing/stand-ins/open-mcp-servers.ts";
import {
  enter,
  type Person,
  type PersonWithOrganization,
  signIn,
  signUp,
  withOrganization,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, testOrigin, until, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let cleo: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld({
    deployment: { allowLoopbackIssuers: true },
    replace: withoutLimits,
  });
  ada = await withOrganization(await signUp(world, "Ada"));
  cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "editor");
  await world.work();
});
afterAll(() => world.close());

const info = { name: "test", version: "1" };
const fetchHere = (url: string | URL, init?: RequestInit) => {
  const { pathname, search } = new URL(url);
  return world.request(`${pathname}${search}`, init);
};
const transportOf = (authProvider: ReturnType<typeof keepAsApp>) =>
  new StreamableHTTPClientTransport(new URL(`${testOrigin}/mcp`), { authProvider, fetch: fetchHere });
async function connectAs(provider: ReturnType<typeof keepAsApp>) {
  const client = new Client(info, { versionNegotiation: { mode: "auto" } });
  await client.connect(transportOf(provider));
  return client;
}
const askMcp = (token: string, headers: Record<string, string> = {}) =>
  world.request("/mcp", {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
  });
const refresh = (clientId: string, refresh_token: string) =>
  postAsApp(world, "token", { grant_type: "refresh_token", client_id: clientId, refresh_token });
const list = async (who: Person) =>
  (
    await readAnswer<{ data: { id: string; name: string; last_used_at: string | null }[] }>(
      who.request("/api/v1/connected-apps"),
      200,
    )
  ).data;

test("the protocol's own client finds out by itself how to be let in, and lists what its user allowed", async () => {
  const provider = keepAsApp();
  await expect(connectAs(provider)).rejects.toThrow(UnauthorizedError);
  const sent = provider.sent!;
  expect(sent.origin + sent.pathname).toBe(`${testOrigin}/authorize`);
  const asked = Object.fromEntries(sent.searchParams);
  expect(asked).toMatchObject({ code_challenge_method: "S256", resource: `${testOrigin}/mcp`, response_type: "code" });
  const { back } = await answerOf(await approveApp(ada, asked, ["agents.read"]));
  expect(back.searchParams.get("state")).toBe("made-by-the-app");
  await transportOf(provider).finishAuth(back.searchParams);
  const client = await connectAs(provider);
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["agents_list", "tools_list"]);
  const found = await client.callTool({ name: "agents_list", arguments: {} });
  expect(found.isError).toBeUndefined();
  await client.close();
  expect((await list(ada))[0]).toMatchObject({ name: "SDK" });
  world.clock.advance(16 * minuteMs);
  const again = await connectAs(provider);
  expect((await again.listTools()).tools.length).toBe(2);
  await again.close();
});

test("a browser that is sent to the page keeps all that the app sent along, behind the #", async () => {
  const query = "client_id=a&state=1e5&redirect_uri=http%3A%2F%2F127.0.0.1%2F";
  const answer = await world.request(`/authorize?${query}`);
  expect(answer.status).toBe(303);
  const kept = /^\/authorize#asked=([\w-]+)$/.exec(answer.headers.get("location")!)![1]!;
  expect(Buffer.from(kept, "base64url").toString()).toBe(query);
  expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect((await world.request(`/authorize?state=${"x".repeat(9000)}`)).status).toBe(413);
});

test("a person sees who asks, for what, and where they are sent; their no is told to the app", async () => {
  const { asked } = await beginApp(world, { scope: "agents.read audit.read api_keys.write made.up" });
  expect(await readAnswer(viewApp(cleo, asked), 200)).toEqual({
    name: "Notebook",
    host: null,
    redirects_to: "127.0.0.1:33418",
    is_on_this_machine: true,
    scopes: ["agents.read"],
    out_of_reach: ["audit.read"],
  });
  const denied = cleo.request("/api/v1/app-authorizations/deny", { method: "POST", json: asked });
  const back = new URL((await readAnswer<{ redirect_to: string }>(denied, 200)).redirect_to);
  expect(Object.fromEntries(back.searchParams)).toEqual({
    error: "access_denied",
    state: "as-the-app-says",
    iss: testOrigin,
  });
});

test("an app by its metadata document is called by its host, and only by a document that names itself", async () => {
  const documents: Record<string, object> = {};
  const host = await listenWith((request, response) => {
    response.setHeader("content-type", "application/json");
    const said = documents[request.url!];
    if (request.url === "/moved") response.writeHead(302, { location: "/app.json" });
    response.end(JSON.stringify(said ?? {}));
  });
  const base = new URL(host.url).origin;
  const redirect_uris = [appRedirect];
  documents["/app.json"] = { client_id: `${base}/app.json`, client_name: "Published\u202e", redirect_uris };
  documents["/copied.json"] = { client_id: `${base}/app.json`, redirect_uris };
  documents["/secret.json"] = {
    client_id: `${base}/secret.json`,
    redirect_uris,
    token_endpoint_auth_method: "client_secret_basic",
  };
  documents["/script.json"] = { client_id: `${base}/script.json`, redirect_uris: ["javascript:alert(1)"] };
  documents["/large.json"] = { client_id: `${base}/large.json`, redirect_uris, logo_uri: "x".repeat(40_000) };
  const shown = await readAnswer(viewApp(ada, (await beginApp(world, { client_id: `${base}/app.json` })).asked), 200);
  expect(shown).toMatchObject({ name: "Published", host: new URL(base).host });
  for (const path of ["/copied.json", "/secret.json", "/script.json", "/large.json", "/moved", "/none.json"]) {
    const { asked } = await beginApp(world, { client_id: `${base}${path}` });
    expect(await readRefusal(viewApp(ada, asked)), path).toBe("422 connected_apps.document_refused");
  }
  const { tokens } = await connectApp(ada, { client_id: `${base}/app.json` });
  expect((await askMcp(tokens.access_token)).status).toBe(200);
  await host.close();
  const inside = { client_id: "https://10.0.0.1/app.json" };
  expect(await readRefusal(viewApp(ada, (await beginApp(world, inside)).asked))).toBe(
    "422 connected_apps.document_refused",
  );
});

test("an app renews its tokens each quarter of an hour, gives them back, and is gone after a month away", async () => {
  const { tokens, clientId, id } = await connectApp(ada);
  expect(tokens).toMatchObject({ expires_in: 900, scope: "agents.read runs.read" });
  world.clock.advance(15 * minuteMs + secondMs);
  expect((await askMcp(tokens.access_token)).status).toBe(401);
  const next = await readAnswer<AppTokens>(refresh(clientId, tokens.refresh_token), 200);
  expect((await askMcp(next.access_token)).status).toBe(200);
  await readAnswer(postAsApp(world, "revoke", { token: next.refresh_token, client_id: clientId }), 200);
  expect((await askMcp(next.access_token)).status).toBe(401);
  expect((await list(ada)).map((app) => app.id)).not.toContain(id);
});

test("the list shows a person's own apps; revoking one ends its tokens at once, and nobody else can", async () => {
  const { id, tokens, clientId } = await connectApp(cleo);
  await askMcp(tokens.access_token);
  expect((await list(cleo)).find((app) => app.id === id)?.last_used_at).not.toBeNull();
  expect((await list(ada)).map((app) => app.id)).not.toContain(id);
  const end = (who: Person) => who.request(`/api/v1/connected-apps/${id}`, { method: "DELETE" });
  expect(await readRefusal(end(ada))).toBe("404 request.not_found");
  expect((await end(cleo)).status).toBe(204);
  expect((await askMcp(tokens.access_token)).status).toBe(401);
  expect((await refresh(clientId, tokens.refresh_token)).status).toBe(400);
  const logged = await world.rows<{ action: string }>(
    "select action from audit_entries where organization_id = $1 and target = $2",
    [ada.organizationId, id],
  );
  expect(logged.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["connected_app.allowed", "connected_app.ended"]),
  );
});

test("what an app may shrinks with its user's role, and ends when they sign out everywhere or leave", async () => {
  const dora = await joinOrganization(ada, await signUp(world, "Dora"), "admin");
  const { tokens } = await connectApp(dora, { scope: "audit.read wallet.read agents.read" });
  const names = async (token: string) => {
    const answer = await askMcp(token);
    expect(answer.status).toBe(200);
    const [, data] = /^data: (.+)$/m.exec(await answer.text())!;
    const { result } = JSON.parse(data!) as { result: { tools: { name: string }[] } };
    return result.tools.map(({ name }) => name);
  };
  expect(await names(tokens.access_token)).toContain("wallet_balance");
  await readAnswer(ada.request(`/api/v1/members/${dora.userId}`, { method: "PATCH", json: { role: "editor" } }), 200);
  expect(await names(tokens.access_token)).toEqual(["agents_list", "tools_list"]);
  const elsewhere = await signIn(world, dora);
  expect((await elsewhere.request("/api/v1/sessions/others", { method: "DELETE" })).status).toBe(204);
  expect((await askMcp(tokens.access_token)).status).toBe(401);
  const second = await connectApp(enter(elsewhere, dora), { scope: "agents.read" });
  expect((await askMcp(second.tokens.access_token)).status).toBe(200);
  await world.rows("update sessions set authenticated_at = $2 where user_id = $1", [ada.userId, world.clock.now()]);
  expect((await ada.request(`/api/v1/members/${dora.userId}`, { method: "DELETE" })).status).toBe(204);
  expect((await askMcp(second.tokens.access_token)).status).toBe(401);
  await until(async () => {
    const [row] = await world.rows("select revoked_because from connected_apps where id = $1", [second.id]);
    return row?.["revoked_because"] === "left";
  });
});

test("an app that nobody allows within a day is forgotten; one that was allowed is remembered", async () => {
  const { clientId } = await connectApp(ada);
  const metadata = { client_name: "Never used", redirect_uris: [appRedirect] };
  const { client_id } = await readAnswer<{ client_id: string }>(registerApp(world, metadata), 201);
  const ask = async (id: string) => {
    const { asked } = await beginApp(world, { client_id: id });
    return viewApp(enter(await signIn(world, ada), ada), asked);
  };
  world.clock.advance(dayMs + minuteMs);
  expect(await readRefusal(ask(client_id))).toBe("404 request.not_found");
  expect((await ask(clientId)).status).toBe(200);
  expect(await readRefusal(takeCode(await beginApp(world, { client_id }), world, "x"))).toBe(
    "401 connected_apps.invalid_client",
  );
  await until(
    async () =>
      (
        await world.rows("select 1 from registered_apps where allowed_at is null and expires_at < $1", [
          world.clock.now(),
        ])
      ).length === 0,
  );
});
