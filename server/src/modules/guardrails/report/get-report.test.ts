import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { hourMs, minuteMs } from "../../../framework/clock.ts";
import { makeApiKey } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { makeAgent, openAnsweringWorld } from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";

type Row = { of: string; action: string; verdicts: number; found: number };

let world: World;
let fake: FakeModelServer;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let ask: (content: string) => Promise<number>;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  bob = await withOrganization(await signUp(world, "Bob"));
  const { model } = await makeAgent(ada, fake);
  const { token } = await makeApiKey(ada, { scopes: ["generations.write"], workspace_ids: [ada.workspaceId] });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  ask = async (content) => {
    const body = JSON.stringify({ model, messages: [{ role: "user", content }] });
    const answer = await world.request("/v1/chat/completions", { method: "POST", headers, body });
    await answer.text();
    return answer.status;
  };
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const report = async (by: string, who = ada) =>
  (
    await readAnswer<{ data: (Row & { day: string })[] }>(who.request(`/api/v1/guardrails/report?by=${by}`), 200)
  ).data.map(({ of, action, verdicts, found }) => ({ of, action, verdicts, found }));
const key = `sk-proj-${"Ab3dEf6hIj9lMn2pQr5t".repeat(2)}`;

test("what was masked and what was blocked is counted by class, rule, way and model, in this workspace only", async () => {
  expect(await ask("Hello there")).toBe(200);
  expect(await ask("Mail a@example.org and b@example.org")).toBe(200);
  expect(await ask("Mail c@example.org")).toBe(200);
  expect(await ask(`The key is ${key}`)).toBe(422);
  const byClass = await report("class");
  expect(byClass).toContainEqual({ of: "email", action: "redact", verdicts: 2, found: 3 });
  expect(byClass).toContainEqual({ of: "secret", action: "block", verdicts: 1, found: 1 });
  expect(await report("way")).toEqual([
    { of: "v1", action: "block", verdicts: 1, found: 1 },
    { of: "v1", action: "redact", verdicts: 2, found: 3 },
  ]);
  expect(await report("route")).toContainEqual({ of: "fake-1", action: "redact", verdicts: 2, found: 3 });
  expect(await report("rule")).toContainEqual({
    of: "redaction.contact/email",
    action: "redact",
    verdicts: 2,
    found: 3,
  });
  expect(await report("class", bob)).toEqual([]);
  const csv = await (await ada.request("/api/v1/guardrails/report.csv?by=class")).text();
  expect(csv.split("\n")[0]).toBe("day,of,action,verdicts,found");
  expect(csv).toContain(",email,redact,2,3");
});

test("what was blocked is told as an event without content, and nothing of it is kept", async () => {
  const events = await world.rows<{ facts: { class: string; action: string; way: string } }>(
    "select facts from events where type = 'guardrail.triggered'",
  );
  expect(events.map(({ facts }) => facts)).toMatchObject([{ class: "secret", action: "block", way: "v1" }]);
  const kept = await world.rows<{ row: string }>(
    "select v::text as row from guardrail_verdicts v union all select e::text from events e where type like 'guardrail%'",
  );
  expect(kept).toHaveLength(2);
  for (const { row } of kept) expect(row).not.toContain(key.slice(0, 20));
});

test("what was masked is told of once when its hour is over, counted by class, without content", async () => {
  await world.work();
  world.clock.advance(hourMs + 2 * minuteMs);
  const told = () =>
    world.rows<{ row: string; facts: { counts: object; workspace_id: string; about: string | null } }>(
      "select e::text as row, facts from events e where type = 'guardrail.triggered' and facts->>'action' = 'redact'",
    );
  await until(async () => (await told()).length > 0);
  await untilIdle(world, "guardrail.");
  const events = await told();
  expect(events.map(({ facts }) => facts)).toMatchObject([
    { counts: { email: 3 }, workspace_id: ada.workspaceId, about: null },
  ]);
  expect(events[0]!.row).not.toContain("@example.org");
});
