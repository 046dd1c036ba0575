import * as oidc from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs, secondMs } from "../../framework/clock.ts";
import {
  askAnonymously,
  type PersonWithOrganization,
  readMailbox,
  signUp,
  withOrganization,
} from "../../testing/people.ts";
import { raiseFor } from "../../testing/deeds/raise-for.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, testOrigin, until, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

type Tokens = { access_token: string; refresh_token: string; expires_in: number; scope: string };
type Announced = { device_code: string; user_code: string; interval: number; verification_uri_complete: string };
let visitors = 0;

/** As a program sends it: a form, no cookie, no header of ours. */
const post = (path: string, fields: Record<string, string>, ip = `10.9.0.${++visitors % 250}`) =>
  world.request(`/api/v1/oauth/${path}`, {
    method: "POST",
    ip,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ client_id: "avow-cli", ...fields }).toString(),
  });
const announce = (fields: Record<string, string> = {}) =>
  readAnswer<Announced>(post("device_authorization", { client_name: "Laptop", ...fields }), 200);
const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
const poll = (device_code: string) => post("token", { grant_type: deviceGrant, device_code });
const refresh = (refresh_token: string) => post("token", { grant_type: "refresh_token", refresh_token });
const errorOf = async (asked: Promise<Response>) => {
  const answer = await asked;
  return `${answer.status} ${((await answer.json()) as { error: string }).error}`;
};
async function approve(person: PersonWithOrganization, user_code: string, scopes?: string[]) {
  // As if they had just proved who they are, which letting a device in asks for.
  const proved = [person.userId, world.clock.now()];
  await world.rows("update sessions set authenticated_at = $2 where user_id = $1", proved);
  return person.request("/api/v1/device-authorizations/approve", { method: "POST", json: { user_code, scopes } });
}

async function allow(person: PersonWithOrganization, scopes?: string[]): Promise<Tokens & { id: string }> {
  const { device_code, user_code } = await announce();
  const { id } = await readAnswer<{ id: string }>(approve(person, user_code, scopes), 201);
  return { ...(await readAnswer<Tokens>(poll(device_code), 200)), id };
}

/** Asks with an access token and nothing else. */
const askWith = (token: string, path: string, init: { method?: string; json?: unknown; tenant?: string } = {}) =>
  world.request(`/api/v1${path}`, {
    method: init.method ?? "GET",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(init.tenant ? { "avow-organization": init.tenant } : {}),
    },
    ...(init.json ? { body: JSON.stringify(init.json) } : {}),
  });

test("a program of the OAuth kind gets tokens, renews them and gives them back, as its own library does it", async () => {
  const ask: oidc.CustomFetch = (url, init) => world.request(new URL(url).pathname, init as RequestInit);
  const config = await oidc.discovery(new URL(testOrigin), "avow-cli", undefined, oidc.None(), {
    algorithm: "oauth2",
    [oidc.customFetch]: ask,
    // oxlint-disable-next-line typescript/no-deprecated -- the world answers on plain http
    execute: [oidc.allowInsecureRequests],
  });
  expect(config.serverMetadata().token_endpoint).toBe(`${testOrigin}/api/v1/oauth/token`);
  const announced = await oidc.initiateDeviceAuthorization(config, { scope: "self workspaces.read" });
  expect(announced.user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
  await readAnswer(approve(ada, announced.user_code.toLowerCase().replace("-", " ")), 201);
  const first = await oidc.pollDeviceAuthorizationGrant(config, { ...announced, interval: 0 });
  expect(first).toMatchObject({ token_type: "bearer", expires_in: 900, scope: "self workspaces.read" });
  const second = await oidc.refreshTokenGrant(config, first.refresh_token!);
  expect((await askWith(second.access_token, "/me")).status).toBe(200);
  await oidc.tokenRevocation(config, second.refresh_token!);
  expect(await readRefusal(askWith(second.access_token, "/me"))).toBe("401 request.not_signed_in");
  await expect(oidc.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({ error: "invalid_grant" });
});

test("until somebody answers it waits, and is told to slow down when it asks too often", async () => {
  const { device_code } = await announce();
  expect(await errorOf(poll(device_code))).toBe("400 authorization_pending");
  expect(await errorOf(poll(device_code))).toBe("400 slow_down");
  world.clock.advance(6 * secondMs);
  expect(await errorOf(poll(device_code))).toBe("400 authorization_pending");
  world.clock.advance(11 * minuteMs);
  expect(await errorOf(poll(device_code))).toBe("400 expired_token");
});

test("a person sees what asks before they answer, and their no is final", async () => {
  const { device_code, user_code } = await announce({ client_name: "Kitchen laptop", scope: "self" });
  const shown = await readAnswer(
    ada.request("/api/v1/device-authorizations/view", { method: "POST", json: { user_code } }),
    200,
  );
  expect(shown).toMatchObject({ program: "avow-cli", name: "Kitchen laptop", scopes: ["self"], out_of_reach: [] });
  const deny = { method: "POST", json: { user_code } };
  expect((await ada.request("/api/v1/device-authorizations/deny", deny)).status).toBe(204);
  expect(await errorOf(poll(device_code))).toBe("400 access_denied");
  expect(await readRefusal(approve(ada, user_code))).toBe("422 api_clients.code_unknown");
});

test("a code is answered once, and its tokens are fetched once", async () => {
  const { device_code, user_code } = await announce();
  const answers = await Promise.all([approve(ada, user_code), approve(bob, user_code)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
  const taken = await Promise.all([poll(device_code), poll(device_code)]);
  expect(taken.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
});

test("a device does what it was allowed and nothing besides", async () => {
  const { access_token } = await allow(ada, ["workspaces.read"]);
  const tenant = ada.organizationId;
  expect((await askWith(access_token, "/workspaces", { tenant })).status).toBe(200);
  expect(await readRefusal(askWith(access_token, "/members", { tenant }))).toBe("403 request.not_allowed");
  expect(await readRefusal(askWith(access_token, "/me"))).toBe("403 request.not_allowed");
  expect(await readRefusal(askWith(access_token, "/operator/settings"))).toBe("403 request.not_allowed");
  expect(await readRefusal(askWith(access_token, "/workspaces", { tenant: bob.organizationId }))).toBe(
    "404 request.not_found",
  );
});

test("a device allowed everything still cannot allow another, make keys, or do what asks for a recent proof", async () => {
  const { access_token, scope } = await allow(ada);
  expect(scope.split(" ")).toContain("self");
  const { user_code } = await announce();
  for (const path of ["/device-authorizations/approve", "/device-authorizations/deny"]) {
    const json = { user_code };
    expect(await readRefusal(askWith(access_token, path, { method: "POST", json }))).toMatch(
      /^403 (request.not_allowed|session.step_up_required)$/,
    );
  }
  const key = { method: "POST", json: { name: "Key", scopes: ["members.read"] }, tenant: ada.organizationId };
  expect(await readRefusal(askWith(access_token, "/api-keys", key))).toBe("403 session.step_up_required");
});

test("an access token ends after a quarter of an hour, the device goes on with its refresh token", async () => {
  const { access_token, refresh_token } = await allow(ada);
  world.clock.advance(15 * minuteMs - secondMs);
  expect((await askWith(access_token, "/me")).status).toBe(200);
  world.clock.advance(2 * secondMs);
  expect(await readRefusal(askWith(access_token, "/me"))).toBe("401 request.not_signed_in");
  const next = await readAnswer<Tokens>(refresh(refresh_token), 200);
  expect((await askWith(next.access_token, "/me")).status).toBe(200);
});

test("a stolen refresh token ends the whole family when its owner comes second, and the owner is told", async () => {
  const owner = await allow(ada);
  const thief = await readAnswer<Tokens>(refresh(owner.refresh_token), 200);
  expect((await askWith(thief.access_token, "/me")).status).toBe(200);
  expect(await errorOf(refresh(owner.refresh_token))).toBe("400 invalid_grant");
  for (const { access_token, refresh_token } of [owner, thief]) {
    expect(await readRefusal(askWith(access_token, "/me"))).toBe("401 request.not_signed_in");
    expect(await errorOf(refresh(refresh_token))).toBe("400 invalid_grant");
  }
  const [row] = await world.rows("select revoked_because from api_clients where id = $1", [owner.id]);
  expect(row).toEqual({ revoked_because: "token_reused" });
  const raised = await world.rows("select kind, severity from security_events where user_id = $1", [ada.userId]);
  expect(raised).toContainEqual({ kind: "token.reused", severity: "critical" });
  const told = await until(async () => (await readMailbox(ada)).find(({ text }) => text.includes("it was copied")));
  expect(told.to).toBe(ada.email);
});

test("saying of an event that it wasn't me ends every device at once, the one allowed but not fetched as well", async () => {
  const [device, hers] = [await allow(bob), await allow(ada)];
  const waiting = await announce();
  await readAnswer(approve(bob, waiting.user_code), 201);
  const event = await raiseFor(world, { userId: bob.userId });
  const disown = { method: "POST", json: {} };
  expect((await bob.request(`/api/v1/me/security-events/${event}/disown`, disown)).status).toBe(204);
  expect(await readRefusal(askWith(device.access_token, "/me"))).toBe("401 request.not_signed_in");
  expect(await errorOf(refresh(device.refresh_token))).toBe("400 invalid_grant");
  world.clock.advance(6 * secondMs);
  expect(await errorOf(poll(waiting.device_code))).toBe("400 invalid_grant");
  expect(await readAnswer<{ data: object[] }>(bob.request("/api/v1/api-clients"), 200)).toMatchObject({ data: [] });
  expect((await askWith(hers.access_token, "/me")).status).toBe(200);
});

test("of two that refresh with one token in the same instant, the family survives neither", async () => {
  const { refresh_token } = await allow(bob);
  const answers = await Promise.all([refresh(refresh_token), refresh(refresh_token)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  const won = (await answers.find(({ ok }) => ok)!.json()) as Tokens;
  expect(await readRefusal(askWith(won.access_token, "/me"))).toBe("401 request.not_signed_in");
});

test("the list shows devices without addresses, and revoking one ends its tokens at once", async () => {
  const { id, access_token } = await allow(bob);
  const { data } = await readAnswer<{ data: { id: string }[] }>(bob.request("/api/v1/api-clients"), 200);
  expect(data.find((one) => one.id === id)).toMatchObject({ name: "Laptop", program: "avow-cli" });
  expect(JSON.stringify(data)).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  expect(await readRefusal(ada.request(`/api/v1/api-clients/${id}`, { method: "DELETE" }))).toBe(
    "404 request.not_found",
  );
  expect((await bob.request(`/api/v1/api-clients/${id}`, { method: "DELETE" })).status).toBe(204);
  expect(await readRefusal(askWith(access_token, "/me"))).toBe("401 request.not_signed_in");
});

test("whoever may not do something cannot allow a device to", async () => {
  const { user_code } = await announce({ scope: "self" });
  expect(await readRefusal(approve(bob, user_code, ["members.read"]))).toBe("422 api_clients.scope_refused");
});

test("errors are told as RFC 6749 has them, with our problem beside", async () => {
  expect(await errorOf(post("token", { grant_type: "password" }))).toBe("400 unsupported_grant_type");
  expect(await errorOf(post("token", { grant_type: "refresh_token", refresh_token: "x", client_id: "else" }))).toBe(
    "401 invalid_client",
  );
  expect(await errorOf(post("device_authorization", { scope: "everything" }))).toBe("400 invalid_scope");
  const asked = await askAnonymously(world, "/api/v1/oauth/token", { grant_type: 1 });
  expect(await asked.json()).toMatchObject({ error: "invalid_request", code: "request.invalid", status: 400 });
});

test("neither tokens nor codes are at rest readably", async () => {
  const { device_code, user_code } = await announce({ client_name: "Zanzibar" });
  const rows = await world.rows("select d::text from device_authorizations d");
  const text = JSON.stringify(rows);
  for (const secret of [device_code, user_code, user_code.replace("-", ""), "Zanzibar"])
    expect(text).not.toContain(secret);
});
