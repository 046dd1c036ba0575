import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  readRun,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../../testing/deeds/run-agents.ts";
import { say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const post = (json: object) => ({ method: "POST", json });
const call = (tool: string, input: object) => `call: ${tool} ${JSON.stringify(input)}`;
const done = (run: SeenRun) => untilRun(ada, run, "completed");

test("a run calls its tools step by step and several at once, and says what each answered and why it ran", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate" }, { name: "get_time" }]);
  const asked = [
    call("calculate", { expression: "6*7" }),
    call("get_time", {}),
    "then:",
    call("calculate", { expression: "2^10" }),
  ];
  const run = await done(await startRunOf(ada, agent, asked.join("\n")));
  expect(run.trace.map(({ calls, state }) => [state, calls.length])).toEqual([
    ["done", 2],
    ["done", 1],
    ["done", 0],
  ]);
  expect(
    callsOf(run).map(({ tool, output, state, verdict }) => [tool, state, verdict, tool === "calculate" && output]),
  ).toEqual([
    ["calculate", "done", "tool.never", "42"],
    ["get_time", "done", "tool.never", false],
    ["calculate", "done", "tool.never", "1024"],
  ]);
  expect(callsOf(run)[0]!.why).toMatch(/without asking/);
  expect(run).toMatchObject({ sandbox: true, steps: 3, untrusted: false });
  expect(run.output).toContain("1024");
  expect(run.cost_micros).toBe(run.trace.reduce((sum, step) => sum + (step.cost_micros ?? 0), 0));
});

test("what a model makes up is refused in words and the run goes on: a tool it has not, arguments that are none", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate" }]);
  const asked = [
    call("send_email", { to: "a@b.example" }),
    call("calculate", { surprise: 1 }),
    'call: calculate {"expression": }',
  ];
  const run = await done(await startRunOf(ada, agent, asked.join("\n")));
  expect(callsOf(run).map(({ tool, state, verdict }) => [tool, state, verdict])).toEqual([
    ["unknown", "refused", "tools.not_offered"],
    ["calculate", "refused", "tools.bad_arguments"],
    ["calculate", "refused", "tools.bad_arguments"],
  ]);
});

test("a tool that always asks waits without a job or a holder, and is done once somebody says yes to exactly it", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const run = await startRunOf(ada, agent, call("calculate", { expression: "1+1" }));
  const waiting = await untilRun(ada, run, "awaiting_approval");
  const [asked] = callsOf(waiting);
  expect(asked).toMatchObject({ state: "awaiting_approval", verdict: "agent.always", output: null });
  const jobs = "select 1 from jobs where queue = 'runs.advance' and data ->> 'run_id' = $1";
  expect(await all.world.rows(jobs, [run.id])).toEqual([]);
  expect(await all.world.rows("select holder from runs where id = $1", [run.id])).toEqual([{ holder: null }]);
  const approval = await findApproval(ada, asked!.approval_id!);
  expect(approval.summary).not.toContain("1+1");
  const question = await readAnswer<{ arguments: string; tool: string }>(
    ada.request(`/api/v1/approvals/${approval.id}/question`),
    200,
  );
  expect(question).toMatchObject({ tool: "calculate", arguments: '{"expression":"1+1"}' });
  await decide(ada, approval, "approve");
  const over = await done(run);
  expect(callsOf(over)[0]).toMatchObject({ state: "done", output: "2", verdict: "approved:agent.always" });
});

const decide = (
  person: PersonWithOrganization,
  { id, hash }: { id: string; hash: string },
  verb: "approve" | "reject",
) =>
  readAnswer(
    person.request(`/api/v1/approvals/${id}/${verb}`, { method: "POST", json: { hash, reason: "So be it" } }),
    200,
  );

test("what is said no to is not done, and the run goes on", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const run = await startRunOf(ada, agent, call("calculate", { expression: "1+1" }));
  const [asked] = callsOf(await untilRun(ada, run, "awaiting_approval"));
  await decide(ada, await findApproval(ada, asked!.approval_id!), "reject");
  const over = await done(run);
  expect(callsOf(over)[0]).toMatchObject({ state: "refused", verdict: "approval.rejected" });
  expect(over.output).toContain("A person said no");
});

test("a yes is for the arguments as they were: changed afterwards, somebody is asked again", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const [run, other] = await Promise.all(
    ["1+1", "2+2"].map(async (expression) => startRunOf(ada, agent, call("calculate", { expression }))),
  );
  const [asked] = callsOf(await untilRun(ada, run!, "awaiting_approval"));
  const [strange] = callsOf(await untilRun(ada, other!, "awaiting_approval"));
  // Somebody with the database in hand turns a yes to one call into one to another.
  const approval = await findApproval(ada, asked!.approval_id!);
  await all.world.rows("update approvals set subject = $2 where id = $1", [approval.id, "tcl_nowhere"]);
  await all.world.rows("update approvals set subject = $2, state = 'void', ended_at = now() where id = $1", [
    strange!.approval_id,
    strange!.id,
  ]);
  await all.world.rows("update approvals set subject = $2 where id = $1", [approval.id, strange!.id]);
  await decide(ada, approval, "approve");
  const again = await untilRun(
    ada,
    other!,
    "awaiting_approval",
    (seen) => callsOf(seen)[0]!.approval_id !== strange!.approval_id,
  );
  expect(callsOf(again)[0]).toMatchObject({ state: "awaiting_approval", output: null });
});

test("a run is its person's alone: colleagues and other organizations do not find it", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "get_time" }]);
  const run = await done(await startRunOf(ada, agent, call("get_time", {})));
  const colleague = await joinOrganization(ada, await signUp(all.world, "Cleo"), "admin");
  for (const person of [colleague, all.bob])
    expect(await readRefusal(person.request(`/api/v1/runs/${run.id}`))).toBe("404 request.not_found");
});

test("an agent does no more than whoever answers for it: once they are gone, its tools are refused", async () => {
  const builder = await joinOrganization(ada, await signUp(all.world, "Bea"), "editor");
  const agent = await makeTooledAgent(builder, [{ name: "get_time" }]);
  expect(callsOf(await done(await startRunOf(ada, agent, call("get_time", {}))))[0]).toMatchObject({ state: "done" });
  await readAnswer(
    ada.request(`/api/v1/members/${builder.userId}`, { method: "PATCH", json: { role: "viewer" } }),
    200,
  );
  const run = await done(await startRunOf(ada, agent, call("get_time", {})));
  expect(callsOf(run)[0]).toMatchObject({
    state: "refused",
    verdict: expect.stringMatching(/^rights\.agent:/) as string,
  });
});

test("steps and money end: a run stops at the most its agent may take", async () => {
  const lines = Array.from({ length: 5 }, () => [call("get_time", {}), "then:"]).flat();
  const short = await makeTooledAgent(ada, [{ name: "get_time" }], { limits: { steps: 2 } });
  expect(await untilRun(ada, await startRunOf(ada, short, lines.join("\n")), "failed")).toMatchObject({
    reason: "runs.too_many_steps",
    steps: 2,
  });
  const poor = await makeTooledAgent(ada, [{ name: "get_time" }], { run_budget_micros: 150 });
  const run = await untilRun(ada, await startRunOf(ada, poor, lines.join("\n")), "budget_exceeded");
  expect(run.reason).toMatch(/^wallet\./);
  expect(run.cost_micros).toBeLessThanOrEqual(150);
});

test("in a conversation the answer is written by a run, and shows the conversation's own steps", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate" }]);
  const conversation = await startConversation(ada, agent);
  const { reply } = await say(ada, conversation, call("calculate", { expression: "20+22" }));
  const over = await untilOver(ada, reply);
  expect(over).toMatchObject({ state: "complete", sandbox: true });
  expect(over.text).toContain("42");
  const runId = (over as unknown as { run_id: string }).run_id;
  const run = await readAnswer<SeenRun>(ada.request(`/api/v1/runs/${runId}`), 200);
  expect(run).toMatchObject({ state: "completed", conversation_id: conversation.id, trigger: "chat" });
  await readAnswer(ada.request(`/api/v1/conversations/${conversation.id}`, { method: "DELETE" }), 204);
  for (const table of ["runs", "run_steps", "tool_calls"])
    expect(
      await all.world.rows(`select 1 from ${table} where ${table === "runs" ? "id" : "run_id"} = $1`, [runId]),
    ).toEqual([]);
});

test("stopping the answer ends the run, and nobody has to decide any more about what it waited for", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const { reply } = await say(ada, await startConversation(ada, agent), call("calculate", { expression: "1" }));
  const runId = await untilRunOf(reply.id);
  const [asked] = callsOf(await untilRun(ada, { id: runId }, "awaiting_approval"));
  await readAnswer(ada.request(`/api/v1/messages/${reply.id}/stop`, { method: "POST", json: {} }), 200);
  expect(await untilRun(ada, { id: runId }, "canceled")).toMatchObject({ ended_at: expect.any(String) as string });
  expect(await findApproval(ada, asked!.approval_id!)).toMatchObject({ state: "void" });
});

const untilRunOf = async (messageId: string): Promise<string> => {
  for (;;) {
    const [row] = await all.world.rows<{ run_id: string | null }>("select run_id from messages where id = $1", [
      messageId,
    ]);
    if (row?.run_id) return row.run_id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test("an agent asks another, whose answer is the call's and whose cost is counted", async () => {
  const helper = await makeTooledAgent(ada, [{ name: "calculate" }]);
  const agent = await makeTooledAgent(ada, [{ name: "ask_agent", settings: { agents: [helper.id] } }]);
  const text = "please\ncall: calculate {}";
  const run = await done(await startRunOf(ada, agent, call("ask_agent", { agent: helper.id, text })));
  const [asked] = callsOf(run);
  expect(asked).toMatchObject({ state: "done", child_run_id: expect.stringMatching(/^run_/) as string });
  const child = await readAnswer<SeenRun>(ada.request(`/api/v1/runs/${asked!.child_run_id!}`), 200);
  expect(child).toMatchObject({ trigger: "agent", state: "completed" });
  const own = run.trace.reduce((sum, step) => sum + (step.cost_micros ?? 0), 0);
  expect(run.cost_micros).toBe(own + child.cost_micros);
});

test("agents that are asked at once share what is left to spend, and none gets more than it has itself", async () => {
  const helper = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const frugal = await makeTooledAgent(ada, [], { run_budget_micros: 1 });
  const tools = [{ name: "ask_agent", settings: { agents: [helper.id, frugal.id] } }];
  const agent = await makeTooledAgent(ada, tools, { run_budget_micros: 1_000_000 });
  const ask = ({ id }: { id: string }) =>
    call("ask_agent", { agent: id, text: call("calculate", { expression: "1+1" }) });
  const run = await startRunOf(ada, agent, [ask(helper), ask(helper), ask(helper), ask(frugal)].join("\n"));
  await until(async () => callsOf(await readRun(ada, run)).filter(({ child_run_id }) => child_run_id).length === 4);
  const ids = callsOf(await readRun(ada, run)).map(({ child_run_id }) => child_run_id);
  const given = await all.world.rows<{ budget_micros: number }>(
    "select budget_micros from runs where id = any($1) order by budget_micros",
    [ids],
  );
  const [least, ...others] = given.map(({ budget_micros }) => budget_micros);
  expect(least).toBe(1);
  expect(others.every((one) => one > 200_000)).toBe(true);
  expect(others.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1_000_000);
});

test("an agent begins only once it is told what it has to know, each value of its kind", async () => {
  const variables = [
    { name: "customer", required: true },
    { name: "count", type: "number", value: "3" },
    { name: "mood", type: "choice", choices: ["kind", "dry"], value: "kind" },
  ];
  const settings = { instructions: "Serve {{customer}}, {{count}} times, {{mood}}.", variables };
  const agent = await makeTooledAgent(ada, [], settings);
  const begin = (json: object) => ada.request("/api/v1/runs", post({ agent_id: agent.id, text: "Go", ...json }));
  expect(await readRefusal(begin({}))).toBe("422 agents.variable_missing");
  expect(await readRefusal(begin({ variables: { customer: " " } }))).toBe("422 agents.variable_missing");
  for (const wrong of [{ count: "many" }, { count: "1e9" }, { mood: "rude" }])
    expect(await readRefusal(begin({ variables: { customer: "Mara", ...wrong } }))).toBe("422 agents.variable_wrong");
  const known = await readAnswer<SeenRun>(begin({ variables: { customer: "Mara", count: "-2.5", mood: "dry" } }), 202);
  await done(known);
  expect(await readRefusal(ada.request("/api/v1/conversations", post({ agent_id: agent.id })))).toBe(
    "422 agents.variable_missing",
  );
  const asking = await makeTooledAgent(ada, [{ name: "ask_agent", settings: { agents: [agent.id] } }]);
  const ask = (more: object) => call("ask_agent", { agent: agent.id, text: "Go", ...more });
  const text = [ask({}), ask({ variables: { customer: "Mara" } })].join("\n");
  expect(
    callsOf(await done(await startRunOf(ada, asking, text))).map(({ state, verdict }) => [state, verdict]),
  ).toEqual([
    ["refused", "agents.variable_missing"],
    ["done", "tool.never"],
  ]);
});

test("waiting for people does not count as work, and what nobody decides in time is refused", async () => {
  const agent = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }], { limits: { minutes: 1 } });
  const run = await startRunOf(ada, agent, call("calculate", { expression: "3" }));
  const [asked] = callsOf(await untilRun(ada, run, "awaiting_approval"));
  all.world.clock.advance(30 * minuteMs);
  await decide(ada, await findApproval(ada, asked!.approval_id!), "approve");
  expect(callsOf(await done(run))[0]).toMatchObject({ output: "3" });
});
