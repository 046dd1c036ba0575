import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs, minuteMs } from "../../framework/clock.ts";
import { joinOrganization, makeApiKey } from "../../testing/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let dev: PersonWithOrganization;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
  const people = [await signUp(world, "Ada"), await signUp(world, "Bob")] as const;
  [ada, bob] = [await withOrganization(people[0]), await withOrganization(people[1])];
});
beforeEach(async () => {
  dev = await joinOrganization(ada, await signUp(world, `Dev ${++number}`), "developer");
});
afterAll(() => world.close());

type Listed = { id: string; name: string; hint: string; last_used_at: string | null; created_by_name: string | null };
const list = async (person: PersonWithOrganization) =>
  (await readAnswer<{ data: Listed[] }>(person.request("/api/v1/api-keys?limit=100"), 200)).data;
const make = (person: PersonWithOrganization, json: object) =>
  person.request("/api/v1/api-keys", { method: "POST", json: { name: "Robot", ...json } });
const use = (token: string, path = "/api/v1/members", headers = {}) =>
  world.request(path, { headers: { authorization: `Bearer ${token}`, ...headers } });
const refused = "401 request.not_signed_in";

test("a key is shown once: neither the list nor a repeated request nor the database has it again", async () => {
  const headers = { "idempotency-key": "key once" };
  const json = { name: "Deployer", scopes: ["members.read"] };
  const ask = () => dev.request("/api/v1/api-keys", { method: "POST", json, headers });
  const made = await readAnswer<Listed & { token: string }>(ask(), 201);
  expect(made.token).toMatch(/^avow_[\w-]{43}$/);
  expect(await readAnswer(ask(), 201)).toEqual({ ...made, token: null });
  const { token, ...rest } = made;
  expect((await list(dev)).find(({ id }) => id === made.id)).toEqual(rest);
  expect(token.startsWith(made.hint)).toBe(true);
  const rows = await world.rows<{ all: string }>("select string_agg(k::text, ' ') as all from api_keys k");
  expect(rows[0]!.all).toContain(made.id);
  expect(rows[0]!.all).not.toContain(token.slice(made.hint.length));
  expect(rows[0]!.all).not.toContain("Deployer");
});

test("it does what its scopes say and nothing else", async () => {
  const { token } = await makeApiKey(dev, { scopes: ["members.read"] });
  expect((await use(token)).status).toBe(200);
  expect(await readRefusal(use(token, "/api/v1/workspaces"))).toBe("403 request.not_allowed");
});

test("it never has more than its maker: neither when made, nor when the maker's role is lowered", async () => {
  expect(await readRefusal(make(dev, { scopes: ["audit.read"] }))).toBe("422 api_keys.scope_refused");
  const { token } = await makeApiKey(dev, { scopes: ["api_keys.read"] });
  expect((await use(token, "/api/v1/api-keys")).status).toBe(200);
  const role = { method: "PATCH", json: { role: "viewer" } };
  await readAnswer(ada.request(`/api/v1/members/${dev.userId}`, role), 200);
  expect(await readRefusal(use(token, "/api/v1/api-keys"))).toBe("403 request.not_allowed");
});

test("a key makes no keys, and cannot be given the scope to", async () => {
  expect(await readRefusal(make(ada, { scopes: ["api_keys.write"] }))).toBe("422 api_keys.scope_refused");
  const { token } = await makeApiKey(ada, { scopes: ["api_keys.read"] });
  const tried = world.request("/api/v1/api-keys", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Child", scopes: ["api_keys.read"] }),
  });
  expect(await readRefusal(tried)).toBe("403 request.not_allowed");
});

test("it works for 90 days, or as long as asked within a year", async () => {
  const usual = await makeApiKey(dev, { scopes: ["members.read"] });
  const at = world.clock.now().getTime();
  expect(new Date(usual.expires_at).getTime()).toBe(at + 90 * dayMs);
  for (const days of [-1, 0, 366]) {
    const expires_at = new Date(at + days * dayMs).toISOString();
    expect(await readRefusal(make(dev, { scopes: ["members.read"], expires_at }))).toBe("422 api_keys.expiry_refused");
  }
  const expires_at = new Date(at + dayMs).toISOString();
  const short = await makeApiKey(dev, { scopes: ["members.read"], expires_at });
  expect((await use(short.token)).status).toBe(200);
  world.clock.advance(dayMs + 1);
  expect(await readRefusal(use(short.token))).toBe(refused);
  world.clock.set(new Date(at)); // making a key asks for a proof that is recent
});

test("a revoked key is refused at once, by any process", async () => {
  const { id, token } = await makeApiKey(dev, { scopes: ["members.read"] });
  expect((await use(token)).status).toBe(200);
  await readAnswer(dev.request(`/api/v1/api-keys/${id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(use(token))).toBe(refused);
  expect((await list(dev)).map((key) => key.id)).not.toContain(id);
});

test("the key of a removed member stops working at once, and does not come back with the member", async () => {
  const { id, token } = await makeApiKey(dev, { scopes: ["members.read"] });
  await readAnswer(ada.request(`/api/v1/members/${dev.userId}`, { method: "DELETE" }), 204);
  expect(await readRefusal(use(token))).toBe(refused);
  const sql = "select 1 from api_keys where id = $1 and revoked_at is not null";
  await until(async () => (await world.rows(sql, [id])).length === 1);
  await joinOrganization(ada, dev, "developer");
  expect(await readRefusal(use(token))).toBe(refused);
});

test("a key for one workspace reaches neither another one nor the organization", async () => {
  const { token } = await makeApiKey(ada, { scopes: ["members.read", "agents.read"], workspace_id: ada.workspaceId });
  expect(await readRefusal(use(token))).toBe("403 request.not_allowed");
  const second = await readAnswer<{ id: string }>(
    ada.request("/api/v1/workspaces", { method: "POST", json: { name: "Second" } }),
    201,
  );
  const identify = (workspace: string) =>
    world.app.identify(
      {
        sessionToken: undefined,
        authorization: `Bearer ${token}`,
        organization: undefined,
        workspace,
        client: { ip: "", userAgent: "" },
      },
      "workspace",
      world.clock.now(),
    );
  expect((await identify(ada.workspaceId)).scope.workspaceId).toBe(ada.workspaceId);
  for (const other of [second.id, bob.workspaceId]) await expect(identify(other)).rejects.toThrow("request.not_found");
});

test("a key is bound to no workspace of another organization", async () => {
  const tried = make(ada, { scopes: ["members.read"], workspace_id: bob.workspaceId });
  expect(await readRefusal(tried)).toBe("404 request.not_found");
});

test("a key enters its own organization only", async () => {
  const { token } = await makeApiKey(ada, { scopes: ["members.read"] });
  const headers = { "avow-organization": bob.organizationId };
  expect(await readRefusal(use(token, "/api/v1/members", headers))).toBe("404 request.not_found");
});

test("its last use is told, to within five minutes", async () => {
  const { id, token } = await makeApiKey(dev, { scopes: ["members.read"] });
  const lastUse = async () => (await list(dev)).find((key) => key.id === id)!.last_used_at;
  expect(await lastUse()).toBeNull();
  await use(token);
  const first = world.clock.now().toISOString();
  expect(await lastUse()).toBe(first);
  world.clock.advance(5 * minuteMs + 1);
  await use(token);
  expect(await lastUse()).toBe(world.clock.now().toISOString());
});

test("another organization neither sees nor revokes it", async () => {
  const { id, token } = await makeApiKey(ada, { scopes: ["members.read"] });
  expect((await list(bob)).map((key) => key.id)).not.toContain(id);
  expect(await readRefusal(bob.request(`/api/v1/api-keys/${id}`, { method: "DELETE" }))).toBe("404 request.not_found");
  expect((await use(token)).status).toBe(200);
});

test("200 keys work at once at the most; a revoked one makes room", async () => {
  const host = await withOrganization(await signUp(world, "Hanna"));
  const { id } = await makeApiKey(host, { scopes: ["members.read"] });
  await world.rows(
    `insert into api_keys (organization_id, id, name, token_hash, hint, scopes, created_by, created_at, expires_at)
     select organization_id, 'key_' || lpad(i::text, 26, '0'), name, int4send(i), hint, scopes, created_by, created_at, expires_at
     from api_keys, generate_series(1, 199) i where id = $1`,
    [id],
  );
  expect(await readRefusal(make(host, { scopes: ["members.read"] }))).toBe("409 api_keys.limit_reached");
  await readAnswer(host.request(`/api/v1/api-keys/${id}`, { method: "DELETE" }), 204);
  expect((await make(host, { scopes: ["members.read"] })).status).toBe(201);
});
