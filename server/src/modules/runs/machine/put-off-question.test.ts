import { afterAll, beforeAll, expect, test } from "vitest";
import { secondMs } from "../../../framework/clock.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import {
  findApproval,
  makeTooledAgent,
  readRun,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../../testing/deeds/run-agents.ts";
import { makeAgent } from "../../../testing/deeds/talk.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let fake: FakeModelServer;
let agent: { id: string; model: string };
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  fake = await startFakeModelServer();
  agent = await makeAgent(ada, fake);
});
afterAll(async () => {
  await all.world.close();
  await fake.close();
});

type Step = SeenRun["trace"][number] & { retry_at: string | null; approval_id: string | null };
const lastStep = (run: SeenRun) => ({ ...run.trace.at(-1) }) as Step;
const asked = () => fake.requests.filter(({ path }) => path.endsWith("/chat/completions")).length;
const sleeping = (run: SeenRun) => untilRun(ada, run, "queued", (seen) => typeof lastStep(seen).retry_at === "string");
const decide = async (id: string, verb: string, more: object = {}) => {
  const { hash } = await findApproval(ada, id);
  return readAnswer(ada.request(`/api/v1/approvals/${id}/${verb}`, { method: "POST", json: { hash, ...more } }), 200);
};

test("a model that is busy is asked again when it wants to be, without a step or a worker being taken meanwhile", async () => {
  fake.next({ kind: "rate_limit", retryAfter: "30" }, { kind: "status", status: 503 });
  const run = await startRunOf(ada, agent, "Hello");
  const first = lastStep(await sleeping(run));
  const waits = Date.parse(first.retry_at!) - all.world.clock.now().getTime();
  expect(waits).toBeGreaterThanOrEqual(30 * secondMs);
  expect(waits).toBeLessThan(31 * secondMs);
  expect(await all.world.rows("select holder from runs where id = $1", [run.id])).toEqual([{ holder: null }]);
  all.world.clock.advance(31 * secondMs);
  await until(async () => {
    const seen = lastStep(await readRun(ada, run));
    return seen.attempt === 2 && seen.retry_at !== null;
  });
  all.world.clock.advance(6 * secondMs);
  const done = await untilRun(ada, run, "completed");
  expect(done).toMatchObject({ output: "Echo: Hello", steps: 1 });
  expect(lastStep(done)).toMatchObject({ attempt: 3, retry_at: null });
});

test("what no waiting mends ends the run at once, and so does waiting past its time", async () => {
  const before = asked();
  fake.next({ kind: "status", status: 401 });
  const refused = await startRunOf(ada, agent, "Hello");
  expect(await untilRun(ada, refused, "failed")).toMatchObject({ reason: "provider.key_refused" });
  expect(asked()).toBe(before + 1);
  fake.next({ kind: "rate_limit", retryAfter: "7200" });
  const late = await startRunOf(ada, agent, "Hello");
  expect(await untilRun(ada, late, "failed")).toMatchObject({ reason: "provider.rate_limited" });
  expect(asked()).toBe(before + 2);
});

test("what the guardrail asks about has the run wait: it goes on with a yes and is blocked with a no", async () => {
  const set = (level: string) => ({ method: "PATCH", json: { values: { "redaction.contact": level } } });
  await readAnswer(ada.request("/api/v1/policy", set("ask")), 200);
  const before = asked();
  const start = async (text: string) => {
    const run = await startRunOf(ada, agent, text);
    return untilRun(ada, run, "awaiting_approval");
  };
  const [yes, no] = [await start("Write to grace@navy.example"), await start("Write to alan@bletchley.example")];
  expect(await all.world.rows("select 1 from jobs where data ->> 'run_id' = $1", [yes.id])).toEqual([]);
  expect(asked()).toBe(before);
  await decide(lastStep(yes).approval_id!, "approve");
  await decide(lastStep(no).approval_id!, "reject", { reason: "Not to Alan" });
  expect(await untilRun(ada, yes, "completed")).toMatchObject({ output: "Echo: Write to grace@navy.example" });
  expect(await untilRun(ada, no, "blocked")).toMatchObject({ reason: "approval.rejected" });
  expect(asked()).toBe(before + 1);
  await readAnswer(ada.request("/api/v1/policy", set("redact")), 200);
});

test("the model is told why somebody said no to a tool", async () => {
  const sandbox = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const run = await startRunOf(ada, sandbox, 'call: calculate {"expression":"1+1"}');
  const waiting = await untilRun(ada, run, "awaiting_approval");
  await decide(waiting.trace[0]!.calls[0]!.approval_id!, "reject", { reason: "Ask Grace first" });
  const [call] = (await untilRun(ada, run, "completed")).trace[0]!.calls;
  expect(call).toMatchObject({ state: "refused", verdict: "approval.rejected" });
  expect(call!.output).toContain("because: Ask Grace first");
});
