import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { openTwoTenants, type TwoTenants } from "../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../testing/people.ts";
import { readAnswer, readRefusal } from "../testing/read-answer.ts";
import { makeAgent, turnAi } from "../testing/deeds/talk.ts";

let all: TwoTenants;
let fake: FakeModelServer;
beforeAll(async () => {
  [all, fake] = await Promise.all([openTwoTenants(), startFakeModelServer()]);
  const json = { values: { "age.companions": 21 } };
  await readAnswer(all.ada.request("/api/v1/policy", { method: "PATCH", json }), 200);
  for (const person of [all.ada, all.bob]) await turnAi(person, true);
  await wait(600); // a policy is remembered for half a second at the most
});
afterAll(async () => {
  await all.world.close();
  await fake.close();
});

/** Midnight of somebody's birthday, so many years and days ago. */
const born = (years: number, days = 0) => {
  const now = all.world.clock.now();
  return new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() + days))
    .toISOString()
    .slice(0, 10);
};
const post = <T>(who: PersonWithOrganization, path: string, json: object, status = 201) =>
  readAnswer<T>(who.request(`/api/v1${path}`, { method: "POST", json }), status);

async function makeFor(who: PersonWithOrganization, rating: "adults" | "everyone"): Promise<string> {
  const { id } = await makeAgent(who, fake);
  await readAnswer(who.request(`/api/v1/agents/${id}`, { method: "PATCH", json: { rating } }), 200);
  return id;
}

/** What an agent answers, or the code of the refusal. */
async function ask(who: PersonWithOrganization, agent: string, contact_id?: string): Promise<string> {
  const wish = { name: "Caller", scopes: ["generations.write"], workspace_ids: [who.workspaceId] };
  const { token } = await post<{ token: string }>(who, "/api-keys", wish);
  const answer = await all.world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model: `agent:${agent}`, contact_id, messages: [{ role: "user", content: "Hello" }] }),
  });
  const body = (await answer.json()) as { error?: { code: string } };
  return body.error?.code ?? "answered";
}
const declare = (who: PersonWithOrganization, json: object) => who.request("/api/v1/me/age", { method: "POST", json });

test("an agent for adults answers nobody younger than the policy asks, until they declare it, to the day; no date is kept", async () => {
  const { ada } = all;
  const [adults, everyone] = [await makeFor(ada, "adults"), await makeFor(ada, "everyone")];
  const before = fake.requests.length;
  expect(await ask(ada, adults)).toBe("egress.own_age_refused");
  expect(fake.requests.length).toBe(before);
  expect(await ask(ada, everyone)).toBe("answered");
  const tomorrow = { birth_date: born(21, 1), years: 21 };
  expect(await readRefusal(declare(ada, tomorrow))).toBe("403 users.too_young");
  expect(await ask(ada, adults)).toBe("egress.own_age_refused");
  const today = { birth_date: born(21), years: 21 };
  const answered = await declare(ada, today);
  expect(await answered.text()).not.toContain(today.birth_date);
  expect(await ask(ada, adults)).toBe("answered");
});

test("what was declared is never taken back by declaring less", async () => {
  await readAnswer(declare(all.ada, { birth_date: born(21), years: 21 }), 200);
  await readAnswer(declare(all.ada, { birth_date: born(21), years: 18 }), 200);
  const [row] = await all.world.rows("select age_minimum from users where id = $1", [all.ada.userId]);
  expect(row).toEqual({ age_minimum: 21 });
});

test("another organization, which asks for 18 years, asks nobody for more", async () => {
  expect(await ask(all.bob, await makeFor(all.bob, "adults"))).toBe("answered");
});

test("a contact who declared to be an adult is not known to be 21; one whose age was verified is", async () => {
  const { ada } = all;
  const agent = await makeFor(ada, "adults");
  const make = async (age_state: string) => {
    const { id } = await post<{ id: string }>(ada, "/contacts", { age_state });
    await post(ada, `/contacts/${id}/consents/give`, { purpose: "ai" });
    return id;
  };
  const codes = [await make("declared_adult"), await make("verified_adult")].map((id) => ask(ada, agent, id));
  expect(await Promise.all(codes)).toEqual(["egress.age_refused", "answered"]);
});
