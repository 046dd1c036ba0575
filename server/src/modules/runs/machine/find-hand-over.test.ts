import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import {
  callsOf,
  findApproval,
  makeTooledAgent,
  readRun,
  type SeenRun,
  startRunOf,
  untilRun,
} from "../../../testing/deeds/run-agents.ts";
import { openWindow, say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants({ sandboxPaceMs: 15 }); // what is shown as it comes takes a moment
  ada = all.ada;
});
afterAll(() => all.world.close());

type Agent = { id: string };
const sums = { expression: "6*7" };
/** Whoever takes over reads this line first, too: it has no such tool, and goes on with what the note says. */
const handTo = ({ id }: Agent, note = `then:\ncall: calculate ${JSON.stringify(sums)}`) =>
  `call: hand_off ${JSON.stringify({ agent: id, note })}`;
const given = (...agents: Agent[]) => ({ name: "hand_off", settings: { agents: agents.map(({ id }) => id) } });
const childOf = async (run: SeenRun, who = ada) => {
  const [{ child_run_id: id } = { child_run_id: null }] = callsOf(run);
  return readRun(who, { id: id! });
};

test("who takes over answers in the other's place, and the conversation is with them from then on", async () => {
  const expert = await makeTooledAgent(ada, [{ name: "calculate" }], { instructions: "You are the expert." });
  const front = await makeTooledAgent(ada, [given(expert)]);
  const conversation = await startConversation(ada, front);
  const { reply } = await say(ada, conversation, handTo(expert));
  expect(await untilOver(ada, reply)).toMatchObject({
    state: "complete",
    text: expect.stringContaining("42") as string,
  });
  const path = `/api/v1/conversations/${conversation.id}`;
  expect(await readAnswer(ada.request(path), 200)).toMatchObject({ agent_id: expert.id });
  const next = await say(ada, conversation, "And now?");
  expect((await untilOver(ada, next.reply)).text).toContain("You are the expert.");
  const events = await all.world.rows<{ facts: { agent_id: string } }>(
    "select facts from events where type = 'message.answered' and facts ->> 'message_id' = $1",
    [reply.id],
  );
  expect(events.map(({ facts }) => facts.agent_id)).toEqual([expert.id]);
});

test("what the one who took over says is shown as it comes, after what was said before", async () => {
  const last = await makeTooledAgent(ada, [{ name: "calculate" }], { instructions: "You are the last." });
  const middle = await makeTooledAgent(ada, [given(last)], { instructions: "You are the second." });
  const front = await makeTooledAgent(ada, [given(middle)]);
  const conversation = await startConversation(ada, front);
  const window = await openWindow(ada, conversation);
  const { reply } = await say(ada, conversation, handTo(middle, `then:\n${handTo(last)}`));
  const whole = await window.message(reply.id, "complete");
  const at = window.events.findIndex(
    ({ event, data }) => event === "message" && data["id"] === reply.id && data["state"] === "complete",
  );
  const shown = window.events
    .slice(0, at)
    .flatMap(({ event, data }) => (event === "delta" ? [String(data["text"])] : []));
  // Neither of those before it said anything: what was shown are the words of the last one.
  expect(shown.join("")).not.toBe("");
  expect(whole.text.startsWith(shown.join(""))).toBe(true);
  await window.close();
});

test("stopping an answer that another agent writes ends it, and keeps what was shown", async () => {
  const expert = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const front = await makeTooledAgent(ada, [given(expert)]);
  const conversation = await startConversation(ada, front);
  const { reply } = await say(ada, conversation, handTo(expert));
  const child = await until(async () => {
    const [found] = await all.world.rows<{ id: string }>(
      "select id from runs where parent_call_id is not null and agent_id = $1 and state = 'awaiting_approval'",
      [expert.id],
    );
    return found;
  });
  await readAnswer(ada.request(`/api/v1/messages/${reply.id}/stop`, { method: "POST", json: {} }), 200);
  expect((await untilOver(ada, reply)).state).toBe("stopped");
  await untilRun(ada, child, "canceled");
});

test("the trace shows who took over, and who did is held to what was left", async () => {
  const expert = await makeTooledAgent(ada, [{ name: "calculate" }]);
  const front = await makeTooledAgent(ada, [given(expert)], { limits: { steps: 6 }, run_budget_micros: 900_000 });
  const run = await untilRun(ada, await startRunOf(ada, front, handTo(expert)), "completed");
  const child = await childOf(run);
  expect(run.steps).toBe(1);
  expect(callsOf(run)).toMatchObject([{ tool: "hand_off", state: "done", verdict: "tool.never" }]);
  expect(run.output).toBe(child.output);
  expect(child).toMatchObject({ state: "completed", agent_id: expert.id, steps_max: 5 });
  const [{ budget_micros: left } = { budget_micros: 0 }] = await all.world.rows<{ budget_micros: number }>(
    "select budget_micros from runs where id = $1",
    [child.id],
  );
  expect(left).toBeLessThanOrEqual(900_000);
  expect(run.cost_micros).toBeGreaterThanOrEqual(child.cost_micros);
});

test("who takes over does no more than whoever answers for the one before", async () => {
  const cleo = await joinOrganization(ada, await signUp(all.world, "Cleo"), "editor");
  const expert = await makeTooledAgent(ada, [{ name: "calculate", approval: "always" }]);
  const front = await makeTooledAgent(cleo, [given(expert)]);
  const run = await startRunOf(ada, front, handTo(expert));
  const begun = await untilRun(ada, run, "awaiting_effect", (seen) => callsOf(seen).some((one) => one.child_run_id));
  const child = await childOf(begun);
  const asked = callsOf(await untilRun(ada, child, "awaiting_approval")).find(({ approval_id }) => approval_id);
  await readAnswer(ada.request(`/api/v1/members/${cleo.userId}`, { method: "DELETE" }), 204);
  const { id, hash } = await findApproval(ada, asked!.approval_id!);
  const yes = ada.request(`/api/v1/approvals/${id}/approve`, { method: "POST", json: { hash } });
  await readAnswer(yes, 200);
  const ended = callsOf(await untilRun(ada, child, "completed"));
  expect(ended.find(({ tool }) => tool === "calculate")).toMatchObject({
    state: "refused",
    verdict: expect.stringMatching(/^rights\.agent:/) as string,
  });
});

test("nobody hands over to who had it in this turn, to two at once, or to whom they were not given", async () => {
  const front = await makeTooledAgent(ada, []);
  const expert = await makeTooledAgent(ada, [given(front)]);
  const stranger = await makeTooledAgent(all.bob, []);
  const tools = [given(expert, front, stranger)];
  await readAnswer(ada.request(`/api/v1/agents/${front.id}`, { method: "PATCH", json: { settings: { tools } } }), 200);
  const begin = async (text: string) => untilRun(ada, await startRunOf(ada, front, text), "completed");
  const refusedOf = (run: SeenRun) =>
    callsOf(run).flatMap(({ state, verdict }) => (state === "refused" ? [verdict] : []));
  const around = await begin(handTo(expert, `then:\n${handTo(front, "Yours.")}`));
  expect(refusedOf(await childOf(around))).toEqual(["agents.unknown", "runs.handed_back"]);
  expect(refusedOf(await begin(handTo(front)))).toEqual(["runs.handed_back"]);
  expect(refusedOf(await begin(handTo(stranger)))).toEqual(["agents.unknown"]);
  const other = await makeTooledAgent(ada, []);
  expect(refusedOf(await begin(handTo(other)))).toEqual(["agents.unknown"]);
  expect(refusedOf(await begin([handTo(expert, "You."), handTo(expert, "You, too.")].join("\n")))).toEqual([
    "runs.handed_twice",
  ]);
});

test("a person is not handed over to an agent that is for others", async () => {
  const member = await joinOrganization(ada, await signUp(all.world, "Mia"), "author");
  const closed = await makeTooledAgent(ada, [], { access: { kind: "members", user_ids: [ada.userId] } });
  const front = await makeTooledAgent(ada, [given(closed)]);
  const conversation = await startConversation(member, front);
  await untilOver(member, (await say(member, conversation, handTo(closed))).reply);
  const path = `/api/v1/conversations/${conversation.id}`;
  expect(await readAnswer(member.request(path), 200)).toMatchObject({ agent_id: front.id });
  const { data } = await readAnswer<{ data: { id: string }[] }>(member.request("/api/v1/runs"), 200);
  const run = await readRun(member, data[0]!);
  expect(callsOf(run)).toMatchObject([{ state: "refused", verdict: "agents.not_for_you" }]);
});
