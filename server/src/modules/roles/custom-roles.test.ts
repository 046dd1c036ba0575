import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { enter, type PersonWithOrganization, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
/** A guest of Ada's organization: may do only what roles made there give. */
let gus: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  gus = await joinOrganization(all.ada, await signUp(all.world, "Gus"), "guest");
});
afterAll(() => all.world.close());
beforeEach(async () => {
  await all.world.rows("delete from custom_roles");
});

type Made = { id: string; version: number };
const make = (maker: PersonWithOrganization, json: object) =>
  readAnswer<Made>(maker.request("/api/v1/custom-roles", { method: "POST", json: { name: "Own role", ...json } }), 201);
const give = (giver: PersonWithOrganization, custom_role_id: string, to: PersonWithOrganization, more: object = {}) =>
  giver.request("/api/v1/role-assignments", { method: "POST", json: { custom_role_id, user_id: to.userId, ...more } });
const newAgent = (by: PersonWithOrganization, headers: Record<string, string> = {}) =>
  by.request("/api/v1/agents", {
    method: "POST",
    headers,
    json: { name: "Answerer", instructions: "Answer.", model: "sandbox" },
  });
const patch = (path: string, json: object) => all.ada.request(path, { method: "PATCH", json });

test("a role of the organization's own gives what it names, from the next request until it is changed or taken", async () => {
  expect(await readRefusal(newAgent(gus))).toBe("403 request.not_allowed");
  const role = await make(all.ada, { permissions: ["agents.read", "agents.write"] });
  const { id } = await readAnswer<Made>(give(all.ada, role.id, gus), 201);
  await readAnswer(newAgent(gus), 201);

  await readAnswer(patch(`/api/v1/custom-roles/${role.id}`, { permissions: ["agents.read"] }), 200);
  expect(await readRefusal(newAgent(gus))).toBe("403 request.not_allowed");
  await readAnswer(gus.request("/api/v1/agents"), 200);

  await all.ada.request(`/api/v1/role-assignments/${id}`, { method: "DELETE" });
  expect(await readRefusal(gus.request("/api/v1/agents"))).toBe("403 request.not_allowed");
});

test("given in one workspace it counts there alone, and not in the organization", async () => {
  const other = all.ada.request("/api/v1/workspaces", { method: "POST", json: { name: "Other" } });
  const { id: workspace_id } = await readAnswer<Made>(other, 201);
  const role = await make(all.ada, { permissions: ["agents.write", "invitations.read"] });
  await readAnswer(give(all.ada, role.id, gus, { workspace_id }), 201);
  expect(await readRefusal(newAgent(gus))).toBe("403 request.not_allowed");
  await readAnswer(newAgent(gus, { "avow-workspace": workspace_id }), 201);
  expect(await readRefusal(gus.request("/api/v1/invitations"))).toBe("403 request.not_allowed");
});

test("nobody makes, changes, gives or takes a role that may do more than they may", async () => {
  const manager = await make(all.ada, { permissions: ["roles.write", "members.write", "agents.read"] });
  await readAnswer(give(all.ada, manager.id, gus), 201);
  const tooMuch = { name: "Too much", permissions: ["agents.read", "audit.read"] };
  const refused = "403 roles.above_own_rights";
  expect(await readRefusal(gus.request("/api/v1/custom-roles", { method: "POST", json: tooMuch }))).toBe(refused);

  const strong = await make(all.ada, { permissions: ["audit.read"] });
  expect(await readRefusal(give(gus, strong.id, gus))).toBe(refused);
  const path = `/api/v1/custom-roles/${strong.id}`;
  expect(await readRefusal(gus.request(path, { method: "PATCH", json: { name: "Mine" } }))).toBe(refused);
  expect(await readRefusal(gus.request(path, { method: "DELETE" }))).toBe(refused);
  const own = `/api/v1/custom-roles/${manager.id}`;
  expect(await readRefusal(gus.request(own, { method: "PATCH", json: tooMuch }))).toBe(refused);
  const { id } = await readAnswer<Made>(give(all.ada, strong.id, all.ada), 201);
  expect(await readRefusal(gus.request(`/api/v1/role-assignments/${id}`, { method: "DELETE" }))).toBe(refused);
  expect(await readRefusal(gus.request(`/api/v1/members/${all.ada.userId}`, { method: "DELETE" }))).toBe(
    "403 members.above_own_role",
  );
});

test("what one may do only under a condition, or in one workspace, one cannot give", async () => {
  const hours = { attribute: "hour", from: 0, to: 24, time_zone: "UTC", permissions: ["agents.write"] };
  const limited = await make(all.ada, {
    permissions: ["roles.write", "agents.read", "agents.write"],
    conditions: [hours],
  });
  await readAnswer(give(all.ada, limited.id, gus), 201);
  const local = await make(all.ada, { permissions: ["models.read"] });
  await readAnswer(give(all.ada, local.id, gus, { workspace_id: all.ada.workspaceId }), 201);
  const makeAs = (permission: string) =>
    gus.request("/api/v1/custom-roles", { method: "POST", json: { name: "Copy", permissions: [permission] } });
  expect(await readRefusal(makeAs("agents.write"))).toBe("403 roles.above_own_rights");
  expect(await readRefusal(makeAs("models.read"))).toBe("403 roles.above_own_rights");
  await readAnswer(makeAs("agents.read"), 201);
});

test("between hours in a zone: allowed by those clocks, denied outside them, the denial naming what was not met", async () => {
  const hour = all.world.clock.now().getUTCHours();
  const between = (from: number, to: number) => [{ attribute: "hour", from, to, time_zone: "UTC" }];
  const role = await make(all.ada, { permissions: ["agents.write"], conditions: between(hour, (hour + 1) % 24) });
  await readAnswer(give(all.ada, role.id, gus), 201);
  await readAnswer(newAgent(gus), 201);
  const path = `/api/v1/custom-roles/${role.id}`;
  await readAnswer(patch(path, { conditions: between((hour + 1) % 24, hour) }), 200);
  const answer = await newAgent(gus);
  expect(answer.status).toBe(403);
  const { facts } = (await answer.json()) as { facts: object };
  expect(facts).toEqual({ permission: "agents.write", rule: `custom_role.${role.id}:hour` });
});

test("in named countries: allowed to a request from there, by its address; denied from elsewhere and from nowhere", async () => {
  const conditions = [{ attribute: "country", in: ["JP"] }];
  const role = await make(all.ada, { permissions: ["agents.write"], conditions });
  await readAnswer(give(all.ada, role.id, gus), 201);
  const from = async (ip: string) => enter(await signIn(all.world, { ...gus, ip }), gus);
  await readAnswer(newAgent({ ...gus, ...(await from("133.11.0.1")) }), 201);
  for (const ip of ["193.99.144.80", "10.1.2.3"])
    expect(await readRefusal(newAgent({ ...gus, ...(await from(ip)) }))).toBe("403 request.not_allowed");
});

test("up to an amount: a top-up or a budget within it, and none above; a request without one is none within it", async () => {
  const conditions = [{ attribute: "amount", at_most: 20_000 }];
  const permissions = ["wallet.write", "budgets.write", "agents.write"];
  const role = await make(all.ada, { permissions, conditions });
  await readAnswer(give(all.ada, role.id, gus), 201);
  const post = (path: string, json: object) => gus.request(`/api/v1${path}`, { method: "POST", json });
  const topUp = (amount: number) => post("/wallet/top-ups", { amount, card_last4: "4242" });
  const budget = (ceiling: number) => post("/budgets", { subject: "organization", ceiling, period: "monthly" });
  await readAnswer(topUp(20_000), 201);
  expect(await readRefusal(topUp(20_001))).toBe("403 request.not_allowed");
  const { id } = await readAnswer<Made>(budget(20_000), 201);
  expect(await readRefusal(budget(20_001))).toBe("403 request.not_allowed");
  const raise = gus.request(`/api/v1/budgets/${id}`, { method: "PATCH", json: { ceiling: 20_001 } });
  expect(await readRefusal(raise)).toBe("403 request.not_allowed");
  expect(await readRefusal(newAgent(gus))).toBe("403 request.not_allowed");
});

test("a condition about what a request does not tell is not met", async () => {
  const conditions = [{ attribute: "channel", in: ["chn_1"] }];
  const role = await make(all.ada, { permissions: ["agents.write"], conditions });
  await readAnswer(give(all.ada, role.id, gus), 201);
  expect(await readRefusal(newAgent(gus))).toBe("403 request.not_allowed");
});

test("an API key reaches through a role of the organization's own as long as its maker has it", async () => {
  const role = await make(all.ada, { permissions: ["api_keys.write", "agents.read"] });
  await readAnswer(give(all.ada, role.id, gus), 201);
  const { token } = await makeApiKey(gus, { scopes: ["agents.read"] });
  const headers = { authorization: `Bearer ${token}`, "avow-workspace": gus.workspaceId };
  const ask = () => all.world.request("/api/v1/agents", { headers });
  expect((await ask()).status).toBe(200);
  await readAnswer(patch(`/api/v1/custom-roles/${role.id}`, { permissions: ["api_keys.write"] }), 200);
  expect((await ask()).status).toBe(403);
});

test("whoever leaves loses the roles given to them, also when they come back", async () => {
  const role = await make(all.ada, { permissions: ["agents.write"] });
  const lou = await joinOrganization(all.ada, await signUp(all.world, "Lou"), "guest");
  await readAnswer(give(all.ada, role.id, lou), 201);
  await lou.request(`/api/v1/members/${lou.userId}`, { method: "DELETE" });
  await joinOrganization(all.ada, lou, "guest");
  expect(await readRefusal(newAgent(lou))).toBe("403 request.not_allowed");
});

test("a member is given a role once, and sees what their roles give", async () => {
  const role = await make(all.ada, { permissions: ["audit.read"] });
  await readAnswer(give(all.ada, role.id, gus), 201);
  expect(await readRefusal(give(all.ada, role.id, gus))).toBe("409 roles.already_given");
  const { organizations } = await readAnswer<{ organizations: { custom_permissions: unknown }[] }>(
    gus.request("/api/v1/me"),
    200,
  );
  expect(organizations[0]!.custom_permissions).toEqual([{ workspace_id: null, permissions: ["audit.read"] }]);
});
