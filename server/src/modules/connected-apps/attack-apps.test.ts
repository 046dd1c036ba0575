import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import {
  answerOf,
  appRedirect,
  approveApp,
  type AppTokens,
  beginApp,
  connectApp,
  postAsApp,
  registerApp,
  takeCode,
  viewApp,
} from "../../testing/deeds/connect-app.ts";
import { enter, type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, testOrigin, withoutLimits, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld({ replace: withoutLimits });
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

const errorOf = async (asked: Promise<Response>) => {
  const answer = await asked;
  return `${answer.status} ${((await answer.json()) as { error: string }).error}`;
};
const askWith = (token: string, path: string, headers: Record<string, string> = {}) =>
  world.request(path, {
    method: path === "/mcp" ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    ...(path === "/mcp" ? { body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }) } : {}),
  });
const refresh = (clientId: string, refresh_token: string, fields: Record<string, string> = {}) =>
  postAsApp(world, "token", { grant_type: "refresh_token", client_id: clientId, refresh_token, ...fields });

test("nobody is sent to an address that the app did not register, whatever is like it", async () => {
  const registered = ["https://app.example/callback", "http://127.0.0.1/callback", "com.example.app:/callback"];
  const answer = await readAnswer<{ client_id: string }>(registerApp(world, { redirect_uris: registered }), 201);
  const ask = async (redirect_uri: string) =>
    (await viewApp(ada, (await beginApp(world, { client_id: answer.client_id, redirect_uri })).asked)).status;
  for (const own of [...registered, "http://127.0.0.1:5000/callback", "http://127.0.0.1:65535/callback"])
    expect(await ask(own), own).toBe(200);
  const wrong = [
    "https://app.example/callback/",
    "https://app.example/callback?x=1",
    "https://app.example/CALLBACK",
    "https://app.example:444/callback",
    "https://app.example.evil.example/callback",
    "https://app.example@evil.example/callback",
    "https://evil.example/callback",
    "http://app.example/callback",
    "http://localhost:5000/callback",
    "http://127.0.0.1:5000/other",
    "http://127.0.0.1:5000@evil.example/callback",
    "http://127.0.0.1.evil.example:5000/callback",
    "https://127.0.0.1:5000/callback",
    "com.example.app:/callback2",
    "javascript:alert(1)",
    "//evil.example/callback",
  ];
  for (const one of wrong) {
    const { asked } = await beginApp(world, { client_id: answer.client_id, redirect_uri: one });
    expect(await readRefusal(viewApp(ada, asked)), one).toBe("422 connected_apps.redirect_refused");
    expect(await readRefusal(approveApp(ada, asked)), one).toBe("422 connected_apps.redirect_refused");
    const denied = ada.request("/api/v1/app-authorizations/deny", { method: "POST", json: asked });
    expect(await readRefusal(denied), one).toBe("422 connected_apps.redirect_refused");
  }
});

test("an address that a browser would run, or that is no app's own, cannot be registered", async () => {
  const refused = [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "http://app.example/callback",
    "https://user:password@app.example/callback",
    "https://app.example/callback#part",
    "https:\\\\app.example\\callback",
    "myapp:/callback",
    "about:blank",
    "callback",
  ];
  for (const uri of refused)
    expect(await errorOf(registerApp(world, { redirect_uris: [appRedirect, uri] })), uri).toBe(
      "400 invalid_redirect_uri",
    );
});

test("a registration that is huge, or asks for another kind of grant, is refused in the standard's words", async () => {
  const redirect_uris = [appRedirect];
  expect((await registerApp(world, { redirect_uris, junk: "x".repeat(20_000) })).status).toBe(400);
  expect(await errorOf(registerApp(world, { redirect_uris: Array.from({ length: 11 }, () => appRedirect) }))).toBe(
    "400 invalid_request",
  );
  expect(await errorOf(registerApp(world, { redirect_uris, grant_types: ["client_credentials"] }))).toBe(
    "400 invalid_client_metadata",
  );
  expect(await errorOf(registerApp(world, { redirect_uris, response_types: ["token"] }))).toBe(
    "400 invalid_client_metadata",
  );
  const made = registerApp(world, { redirect_uris, token_endpoint_auth_method: "client_secret_basic", jwks: {} });
  expect(await readAnswer(made, 201)).toMatchObject({ token_endpoint_auth_method: "none" });
  const [kept] = await world.rows<{ all: string }>("select string_agg(r::text, '') as all from registered_apps r");
  expect(kept!.all).not.toContain(Buffer.from(appRedirect).toString("hex"));
});

test("without a proof key by SHA-256 nothing is asked of anybody, nor for another resource or kind of answer", async () => {
  const flaws: [string, Record<string, string>][] = [
    ["code_challenge_method", { code_challenge_method: "plain" }],
    ["code_challenge_method", { code_challenge_method: "" }],
    ["code_challenge", { code_challenge: "" }],
    ["code_challenge", { code_challenge: "short" }],
    ["resource", { resource: "https://other.example/mcp" }],
    ["resource", { resource: `${testOrigin}/api/v1` }],
    ["response_type", { response_type: "token" }],
    ["response_type", { response_type: "code token" }],
  ];
  for (const [reason, fields] of flaws) {
    const { asked } = await beginApp(world, fields);
    const refused = await approveApp(ada, asked);
    expect(await refused.json(), reason).toMatchObject({ code: "connected_apps.request_refused", facts: { reason } });
  }
});

test("a code is good for who has the verifier, at the same address, for the same app, for two minutes", async () => {
  const begun = await beginApp(world);
  const other = await beginApp(world);
  const { code } = await answerOf(await approveApp(ada, begun.asked));
  const wrong: Record<string, string>[] = [
    { code_verifier: other.verifier },
    { code_verifier: begun.asked["code_challenge"]! },
    { code_verifier: "" },
    { redirect_uri: "http://127.0.0.1:33419/callback" },
    { redirect_uri: "" },
    { client_id: other.asked["client_id"]! },
    { code: `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}` },
  ];
  for (const fields of wrong) expect(await errorOf(takeCode(begun, world, code, fields))).toBe("400 invalid_grant");
  const elsewhere = { resource: "https://other.example/mcp" };
  expect(await errorOf(takeCode(begun, world, code, elsewhere))).toBe("400 invalid_target");
  expect((await takeCode(begun, world, code)).status).toBe(200);
  const late = await beginApp(world);
  const second = await answerOf(await approveApp(ada, late.asked));
  world.clock.advance(2 * minuteMs + 1);
  expect(await errorOf(takeCode(late, world, second.code))).toBe("400 invalid_grant");
});

test("a code that comes twice ends what the first was given, and its user is told; two at once get one pair", async () => {
  const { begun, code, tokens, id } = await connectApp(ada);
  expect((await askWith(tokens.access_token, "/mcp")).status).toBe(200);
  expect(await errorOf(takeCode(begun, world, code))).toBe("400 invalid_grant");
  expect((await askWith(tokens.access_token, "/mcp")).status).toBe(401);
  expect(await errorOf(refresh(begun.asked["client_id"]!, tokens.refresh_token))).toBe("400 invalid_grant");
  const [row] = await world.rows("select revoked_because from connected_apps where id = $1", [id]);
  expect(row).toEqual({ revoked_because: "code_reused" });
  const raised = await world.rows("select kind from security_events where user_id = $1", [ada.userId]);
  expect(raised).toContainEqual({ kind: "token.reused" });
  const both = await beginApp(world);
  const { code: once } = await answerOf(await approveApp(ada, both.asked));
  const answers = await Promise.all([takeCode(both, world, once), takeCode(both, world, once)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
});

test("a refresh token that comes twice ends the family; one of another app, or for more than was allowed, is refused", async () => {
  const { tokens, clientId } = await connectApp(ada);
  const other = await connectApp(ada);
  expect(await errorOf(refresh(other.clientId, tokens.refresh_token))).toBe("400 invalid_grant");
  expect(await errorOf(refresh(clientId, tokens.refresh_token, { scope: "agents.read wallet.read" }))).toBe(
    "400 invalid_scope",
  );
  const elsewhere = { resource: "https://other.example/mcp" };
  expect(await errorOf(refresh(clientId, tokens.refresh_token, elsewhere))).toBe("400 invalid_target");
  const thief = await readAnswer<AppTokens>(refresh(clientId, tokens.refresh_token), 200);
  expect(await errorOf(refresh(clientId, tokens.refresh_token))).toBe("400 invalid_grant");
  for (const { access_token, refresh_token } of [tokens, thief]) {
    expect((await askWith(access_token, "/mcp")).status).toBe(401);
    expect(await errorOf(refresh(clientId, refresh_token))).toBe("400 invalid_grant");
  }
  expect((await askWith(other.tokens.access_token, "/mcp")).status).toBe(200);
});

test("an app's token opens nothing but /mcp, and there nothing but its own workspace", async () => {
  const { tokens } = await connectApp(ada);
  const tenant = { "avow-organization": ada.organizationId, "avow-workspace": ada.workspaceId };
  for (const path of ["/api/v1/agents", "/api/v1/me", "/api/v1/connected-apps", "/v1/models"])
    expect((await askWith(tokens.access_token, path, tenant)).status, path).toBe(401);
  expect((await askWith(tokens.access_token, "/mcp", tenant)).status).toBe(200);
  expect((await askWith(tokens.access_token, "/mcp", { "avow-workspace": bob.workspaceId })).status).toBe(404);
  expect((await askWith(tokens.access_token, "/mcp", { "avow-organization": bob.organizationId })).status).toBe(404);
  expect((await askWith(tokens.refresh_token, "/mcp")).status).toBe(401);
  const { asked } = await beginApp(world);
  expect((await approveApp(enter(ada, bob), asked)).status).toBe(404);
});

test("an app is allowed no more than it asked for and its user may, and nothing that only a person may", async () => {
  const { asked } = await beginApp(world, { scope: "agents.read api_keys.write approvals.decide" });
  for (const scope of ["agents.write", "api_keys.write", "approvals.decide", "self", "made up"])
    expect(await readRefusal(approveApp(ada, asked, ["agents.read", scope])), scope).toBe(
      "422 connected_apps.scope_refused",
    );
  const { asked: bare } = await beginApp(world, { scope: "" });
  const { scopes } = await readAnswer<{ scopes: string[] }>(viewApp(ada, bare), 200);
  expect(scopes.every((scope) => scope.endsWith(".read"))).toBe(true);
});

test("only a person at a browser of this site says yes, having proved who they are, and the answer names its issuer", async () => {
  const { asked } = await beginApp(world);
  const json = { ...asked, allow: ["agents.read"] };
  const approve = "/api/v1/app-authorizations/approve";
  await world.rows("update sessions set authenticated_at = null where user_id = $1", [bob.userId]);
  expect(await readRefusal(bob.request(approve, { method: "POST", json }))).toBe("403 session.step_up_required");
  const crossSite = bob.request(approve, { method: "POST", json, headers: { origin: "https://evil.example" } });
  expect(await readRefusal(crossSite)).toBe("403 request.cross_site");
  expect(await readRefusal(bob.request(approve, { method: "POST", json, headers: { "avow-csrf": "" } }))).toBe(
    "403 request.cross_site",
  );
  const { back } = await answerOf(await approveApp(bob, asked));
  expect(back.searchParams.get("iss")).toBe(testOrigin);
  expect(back.href.startsWith(`${appRedirect}?`)).toBe(true);
});

test("neither codes, tokens nor what an app calls itself are at rest readably or in the log", async () => {
  const { tokens, code, id } = await connectApp(ada);
  const rows = await world.rows(
    "select a::text, t::text as token from connected_apps a join connected_app_tokens t on t.connected_app_id = a.id where a.id = $1",
    [id],
  );
  const kept = JSON.stringify(rows) + world.logLines.join("\n");
  for (const secret of [code, tokens.access_token, tokens.refresh_token, "Notebook"]) {
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString("hex"));
  }
  expect(kept).toContain(createHash("sha256").update(tokens.access_token).digest("hex"));
});
