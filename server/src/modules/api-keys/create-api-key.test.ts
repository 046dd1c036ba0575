import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs, minuteMs } from "../../framework/clock.ts";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { turnAi } from "../../testing/deeds/talk.ts";
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
  const { token } = await makeApiKey(ada, {
    scopes: ["members.read", "agents.read"],
    workspace_ids: [ada.workspaceId],
  });
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

test("a key for two workspaces reaches both, names one in each request, and no third", async () => {
  const add = async (name: string) => {
    const made = ada.request("/api/v1/workspaces", { method: "POST", json: { name } });
    return (await readAnswer<{ id: string }>(made, 201)).id;
  };
  const [third, workspace_ids] = [await add("Third"), [ada.workspaceId, await add("Fourth")].toSorted()];
  const made = await makeApiKey(ada, { scopes: ["agents.read"], workspace_ids: [...workspace_ids, workspace_ids[0]!] });
  expect(made).toMatchObject({ workspace_ids, agent_ids: [] });
  const reach = (workspace: string) => use(made.token, "/api/v1/agents", { "avow-workspace": workspace });
  for (const one of workspace_ids) expect((await reach(one)).status).toBe(200);
  for (const other of [third, bob.workspaceId]) expect(await readRefusal(reach(other))).toBe("404 request.not_found");
  expect(await readRefusal(use(made.token, "/api/v1/agents"))).toBe("400 request.tenant_required");
  expect(await readRefusal(use(made.token, "/api/v1/workspaces"))).toBe("403 request.not_allowed");
});

test("a key as the version before made it is held to its one workspace", async () => {
  const { id, token } = await makeApiKey(ada, { scopes: ["agents.read"], workspace_ids: [ada.workspaceId] });
  await world.rows("update api_keys set workspace_ids = '{}' where id = $1", [id]);
  expect((await use(token, "/api/v1/agents")).status).toBe(200);
  expect(await readRefusal(use(token, "/api/v1/workspaces"))).toBe("403 request.not_allowed");
  expect((await list(ada)).find((key) => key.id === id)).toMatchObject({ workspace_ids: [ada.workspaceId] });
});

test("a key held to two agents reaches them and what is said with them, and nothing else", async () => {
  const agents: string[] = [];
  for (const name of ["First", "Second", "Third"]) {
    const made = ada.request("/api/v1/agents", { method: "POST", json: { name } });
    agents.push((await readAnswer<{ id: string }>(made, 201)).id);
  }
  await turnAi(ada, true);
  const [first, second, third] = agents as [string, string, string];
  const scopes = ["agents.read", "agents.write", "conversations.read", "conversations.write", "files.read"];
  const within = { workspace_ids: [ada.workspaceId], agent_ids: [first, second] };
  const { token } = await makeApiKey(ada, { scopes, ...within });
  const ask = (method: string, path: string, json?: object) =>
    world.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(json ? { body: JSON.stringify(json) } : {}),
    });
  for (const agent of [first, second]) expect((await ask("GET", `/agents/${agent}`)).status).toBe(200);
  const { id } = await readAnswer<{ id: string }>(ask("POST", "/conversations", { agent_id: first }), 201);
  expect((await ask("GET", `/conversations/${id}/messages`)).status).toBe(200);
  expect((await ask("GET", `/conversations?agent_id=${first}`)).status).toBe(200);
  const started = ada.request("/api/v1/conversations", { method: "POST", json: { agent_id: third } });
  const other = (await readAnswer<{ id: string }>(started, 201)).id;
  for (const [method, path, json] of [
    ["GET", `/agents/${third}`],
    ["PATCH", `/agents/${third}`, { name: "Mine" }],
    ["DELETE", `/agents/${third}`],
    ["GET", "/agents"],
    ["POST", "/agents", { name: "Child" }],
    ["POST", "/conversations", { agent_id: third }],
    ["GET", "/conversations"],
    ["GET", `/conversations?agent_id=${third}`],
    ["GET", `/conversations/${other}`],
    ["GET", `/conversations/${other}/messages`],
    ["GET", `/conversations/${other}/stream`],
    ["POST", `/conversations/${other}/messages`, { text: "Hi" }],
    ["DELETE", `/conversations/${other}`],
    ["GET", "/files"],
  ] as const)
    expect(await readRefusal(ask(method, path, json)), `${method} ${path}`).toBe("403 request.not_allowed");
});

test("a key is held to agents of its own workspaces", async () => {
  const json = { name: "Bob's" };
  const { id } = await readAnswer<{ id: string }>(bob.request("/api/v1/agents", { method: "POST", json }), 201);
  const nobodys = `agt_${"0".repeat(26)}`;
  for (const agent of [id, nobodys])
    expect(await readRefusal(make(ada, { scopes: ["agents.read"], agent_ids: [agent] }))).toBe(
      "422 api_keys.agent_unknown",
    );
});

test("a key is bound to no workspace of another organization", async () => {
  const tried = make(ada, { scopes: ["members.read"], workspace_ids: [bob.workspaceId] });
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
