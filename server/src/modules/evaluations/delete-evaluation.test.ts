import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { type ScriptedModel, startScriptedModel } from "../../testing/stand-ins/start-scripted-model.ts";
import { priceBookPort } from "../models/public.ts";
import { until } from "../../testing/world.ts";
import { connectModel } from "../../testing/deeds/talk.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let model: ScriptedModel;
let modelId: string;
beforeAll(async () => {
  [all, model] = await Promise.all([openTwoTenants(), startScriptedModel()]);
  ada = all.ada;
  modelId = await connectModel(ada, model);
});
afterAll(async () => {
  await all.world.close();
  await model.close();
});

type Seen = {
  id: string;
  cost_micros: number;
  ended_at: string | null;
  results: { run_id: string; cost_micros: number }[];
};
type Asker = Pick<PersonWithOrganization, "request">;
const post = (json: object = {}) => ({ method: "POST", json });
const list = async (agent: { id: string }, who: Asker = ada) =>
  (await readAnswer<{ data: Seen[] }>(who.request(`/api/v1/agents/${agent.id}/evaluations`), 200)).data;
const drop = (id: string, who: Asker = ada) => who.request(`/api/v1/evaluations/${id}`, { method: "DELETE" });
async function evaluate(agent: { id: string }, checks: object[], who: Asker = ada): Promise<Seen> {
  const path = `/api/v1/agents/${agent.id}`;
  const cases = [{ name: "One", text: "Hello", checks }];
  await readAnswer(who.request(`${path}/evaluation-set`, { method: "PUT", json: { cases } }), 200);
  const { id } = await readAnswer<Seen>(who.request(`${path}/evaluations`, post()), 202);
  return until(async () => (await list(agent, who)).find((one) => one.id === id && one.ended_at !== null));
}
const says = [{ kind: "contains", text: "Hello" }];
const judged = { kind: "judged", rubric: "It is polite." };
const costOf = async (sql: string, id: string) =>
  (await all.world.rows<{ cost: number }>(`select coalesce(sum(cost_micros), 0)::int as cost ${sql}`, [id]))[0]!.cost;

test("what an evaluation took is what its runs and every one of its judges took", async () => {
  await priceEverything();
  const agent = await makeTooledAgent(ada, [], { model: modelId });
  const { cost_micros, results } = await evaluate(agent, [judged, judged]);
  const runId = results[0]!.run_id;
  const [run, judges] = [
    await costOf("from runs where id = $1", runId),
    await costOf("from generations where artefact = $1", runId),
  ];
  expect(await all.world.rows("select 1 from generations where artefact = $1", [runId])).toHaveLength(2);
  expect(Math.min(run, judges)).toBeGreaterThan(0);
  expect(cost_micros).toBe(run + judges);
  expect(results[0]!.cost_micros).toBe(run + judges);
});

/** A server of one's own costs nothing as it comes. */
async function priceEverything(): Promise<void> {
  const price = { version: "test", tokensInMicros: 1_000_000, tokensOutMicros: 1_000_000 };
  (all.world.app.ports as Map<string, unknown>).set(priceBookPort.name, { find: () => Promise.resolve(price) });
  const path = `/api/v1/operator/organizations/${ada.organizationId}/grants`;
  await readAnswer(ada.request(path, post({ ledger: "real", amount: 1_000_000_000 })), 201);
}

test("an evaluation is deleted with its results and its person's runs, by who may change agents and nobody else", async () => {
  const agent = await makeTooledAgent(ada, []);
  const [kept, gone] = [await evaluate(agent, says), await evaluate(agent, says)];
  const viewer = await joinOrganization(ada, await signUp(all.world, "Vera"), "viewer");
  expect(await readRefusal(drop(gone.id, viewer))).toBe("403 request.not_allowed");
  expect(await readRefusal(drop(gone.id, all.bob))).toBe("404 request.not_found");
  await readAnswer(drop(gone.id), 204);
  expect((await list(agent)).map(({ id }) => id)).toEqual([kept.id]);
  const left = "select 1 from evaluation_results where evaluation_id = $1";
  expect(await all.world.rows(left, [gone.id])).toEqual([]);
  expect((await ada.request(`/api/v1/runs/${gone.results[0]!.run_id}`)).status).toBe(404);
  expect((await ada.request(`/api/v1/runs/${kept.results[0]!.run_id}`)).status).toBe(200);
  expect(await readRefusal(drop(gone.id))).toBe("404 request.not_found");
});

test("runs that were a colleague's stay theirs", async () => {
  const agent = await makeTooledAgent(ada, []);
  const eve = await joinOrganization(ada, await signUp(all.world, "Eve"), "editor");
  const { id, results } = await evaluate(agent, says, eve);
  await readAnswer(drop(id), 204);
  expect(await list(agent, eve)).toEqual([]);
  expect((await eve.request(`/api/v1/runs/${results[0]!.run_id}`)).status).toBe(200);
});
