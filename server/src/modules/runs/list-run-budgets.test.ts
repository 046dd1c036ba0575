import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeTooledAgent, type SeenRun, startRunOf, untilRun } from "../../testing/deeds/run-agents.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Budget = { id: string | null; subject: string; ceiling: number; left: number; period: string; ended_run: boolean };
const post = (json: object) => ({ method: "POST", json });
const limit = (json: object) =>
  readAnswer<{ id: string }>(ada.request("/api/v1/budgets", post({ ledger: "sandbox", ...json })), 201);
const budgetsOf = async ({ id }: { id: string }, who = ada) =>
  (await readAnswer<{ data: Budget[] }>(who.request(`/api/v1/runs/${id}/budgets`), 200)).data;

test("a run shows every budget that binds it, also that of the key that asked, and what is left of each", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate" }], { run_budget_micros: 900_000 });
  const other = await makeTooledAgent(ada, []);
  const key = await makeApiKey(ada, { scopes: ["runs.write", "agents.read"], workspace_ids: [ada.workspaceId] });
  const plenty = 50_000_000;
  await limit({ subject: "agent", subject_id: agent.id, ceiling: plenty, period: "daily" });
  await limit({ subject: "agent", subject_id: other.id, ceiling: 7, period: "daily" });
  await limit({ subject: "api_key", subject_id: key.id, ceiling: plenty, period: "monthly" });
  await limit({ subject: "workspace", subject_id: ada.workspaceId, ceiling: plenty, period: "once" });
  await limit({ subject: "organization", ceiling: plenty, period: "weekly" });
  await limit({ subject: "organization", ledger: "real", ceiling: plenty, period: "weekly" });
  const begun = all.world.request("/api/v1/runs", {
    method: "POST",
    headers: { authorization: `Bearer ${key.token}`, "content-type": "application/json" },
    body: JSON.stringify({ agent_id: agent.id, text: "Hello" }),
  });
  const run = await untilRun(ada, await readAnswer<SeenRun>(begun, 202), "completed");
  expect(run.cost_micros).toBeGreaterThan(0);
  const left = plenty - run.cost_micros;
  const shown = await budgetsOf(run);
  expect(shown.map(({ subject, left: rest, period }) => [subject, rest, period])).toEqual([
    ["run", 900_000 - run.cost_micros, "once"],
    ["agent", left, "daily"],
    ["api_key", left, "monthly"],
    ["workspace", left, "once"],
    ["organization", left, "weekly"],
  ]);
  const own = await untilRun(ada, await startRunOf(ada, agent, "Hello"), "completed");
  expect((await budgetsOf(own)).map(({ subject }) => subject)).not.toContain("api_key");
  expect((await all.bob.request(`/api/v1/runs/${run.id}/budgets`)).status).toBe(404);
});

test("what ended a run is named, and which budget it was", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate" }]);
  const { id } = await limit({ subject: "agent", subject_id: agent.id, ceiling: 1, period: "daily" });
  const run = await untilRun(ada, await startRunOf(ada, agent, "Hello"), "budget_exceeded");
  expect(run.reason).toBe("wallet.budget_exceeded");
  const named = (await budgetsOf(run)).filter(({ ended_run }) => ended_run);
  expect(named).toMatchObject([{ id, subject: "agent", ceiling: 1, left: 1 }]);
  const poor = await makeTooledAgent(ada, [], { run_budget_micros: 1 });
  const short = await untilRun(ada, await startRunOf(ada, poor, "Hello"), "budget_exceeded");
  expect((await budgetsOf(short)).filter(({ ended_run }) => ended_run)).toMatchObject([{ id: null, subject: "run" }]);
});
