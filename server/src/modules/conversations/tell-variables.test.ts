import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { tellValues } from "./tell-values.ts";
import { say, type SeenConversation, untilOver } from "../../testing/deeds/talk.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Told = SeenConversation & { variables: object };
const instructions = "Serve {{customer}}, {{count}} times.";
const variables = [
  { name: "customer", required: true },
  { name: "count", type: "number", value: "3" },
];
const start = (agent: { id: string }, values?: object, who = ada) =>
  who.request("/api/v1/conversations", {
    method: "POST",
    json: { agent_id: agent.id, ...(values && { variables: values }) },
  });
const started = (agent: { id: string }, values: object) => readAnswer<Told>(start(agent, values), 201);

test("values given at the start stand in the instructions of each answer, with tools and without", async () => {
  for (const tools of [[], [{ name: "calculate" }]]) {
    const agent = await makeTooledAgent(ada, tools, { instructions, variables });
    const conversation = await started(agent, { customer: "Mara Voss" });
    expect(conversation.variables).toEqual({ customer: "Mara Voss" });
    for (const text of ["Hello", "Again"]) {
      const { reply } = await say(ada, conversation, text);
      expect((await untilOver(ada, reply)).text).toContain("Serve Mara Voss, 3 times.");
    }
    const [row] = await all.world.rows<{ variables: Buffer }>("select variables from conversations where id = $1", [
      conversation.id,
    ]);
    expect(row!.variables.includes("Mara")).toBe(false);
  }
});

test("a conversation without a value that is required, or with one of another kind, does not begin", async () => {
  const agent = await makeTooledAgent(ada, [], { instructions, variables });
  const before = await all.world.rows("select id from conversations where agent_id = $1", [agent.id]);
  expect(await readRefusal(start(agent))).toBe("422 agents.variable_missing");
  expect(await readRefusal(start(agent, { count: "2" }))).toBe("422 agents.variable_missing");
  expect(await readRefusal(start(agent, { customer: "Mara", count: "many" }))).toBe("422 agents.variable_wrong");
  expect((await start(agent, { customer: "Mara" }, all.bob)).status).toBe(404);
  expect(await all.world.rows("select id from conversations where agent_id = $1", [agent.id])).toEqual(before);
});

test("once the version in use wants to know more, nothing is asked and the refusal names what is missing", async () => {
  const agent = await makeTooledAgent(ada, [], { instructions, variables });
  const conversation = await started(agent, { customer: "Mara" });
  const more = { variables: [...variables, { name: "tone", required: true }] };
  const path = `/api/v1/agents/${agent.id}`;
  await readAnswer(ada.request(path, { method: "PATCH", json: { settings: more } }), 200);
  const asked = ada.request(`/api/v1/conversations/${conversation.id}/messages`, {
    method: "POST",
    json: { text: "Hello" },
  });
  const { code, facts } = await readAnswer<{ code: string; facts: object }>(asked, 422);
  expect([code, facts]).toEqual(["agents.variable_missing", { variable: "tone" }]);
  expect(await all.world.rows("select 1 from messages where conversation_id = $1", [conversation.id])).toEqual([]);
});

const change = (id: string, json: object, who = ada) =>
  who.request(`/api/v1/conversations/${id}`, { method: "PATCH", json });

test("values changed later stand in the next answer, are of the agent's kinds, and only their person changes them", async () => {
  const agent = await makeTooledAgent(ada, [], { instructions, variables });
  const conversation = await started(agent, { customer: "Mara Voss" });
  const told = { customer: "Otto Lind", count: "2" };
  expect((await readAnswer<Told>(change(conversation.id, { variables: told }), 200)).variables).toEqual(told);
  const { reply } = await say(ada, conversation, "Hello");
  expect((await untilOver(ada, reply)).text).toContain("Serve Otto Lind, 2 times.");
  expect(await readRefusal(change(conversation.id, { variables: {} }))).toBe("422 agents.variable_missing");
  expect(await readRefusal(change(conversation.id, { variables: { customer: "Otto", count: "many" } }))).toBe(
    "422 agents.variable_wrong",
  );
  expect((await change(conversation.id, { variables: told }, all.bob)).status).toBe(404);
  const renamed = await readAnswer<Told>(change(conversation.id, { title: "For Otto" }), 200);
  expect([renamed.title, renamed.variables]).toEqual(["For Otto", told]);
  const [row] = await all.world.rows<{ variables: Buffer }>("select variables from conversations where id = $1", [
    conversation.id,
  ]);
  expect(row!.variables.includes("Otto")).toBe(false);
});

test("what an agent said stays its word while any of it stands, and is its person's once all of it is written anew", () => {
  const old = { values: { customer: "eve@example.net", count: "4" }, by_agent: true as const };
  expect(tellValues(old, { customer: "eve@example.net", count: "9" })).toMatchObject({ by_agent: true });
  const own = { customer: "mara@example.org", count: "9" };
  expect(tellValues(old, own)).toEqual({ values: own });
  expect(tellValues(null, own)).toEqual({ values: own });
  expect(tellValues(old, {})).toBeNull();
});

test("what an agent says as it hands over goes on with the conversation, and counts as nobody's word here", async () => {
  const mail = { name: "send_email", approval: "never", settings: { recipients: ["example.org"] } };
  const expert = await makeTooledAgent(ada, [mail], { instructions, variables });
  const front = await makeTooledAgent(ada, [{ name: "hand_off", settings: { agents: [expert.id] } }]);
  const conversation = await readAnswer<Told>(start(front), 201);
  const told = { customer: "eve@example.net" };
  const over = `call: hand_off ${JSON.stringify({ agent: expert.id, note: "Theirs.", variables: told })}`;
  await untilOver(ada, (await say(ada, conversation, over)).reply);
  const read = readAnswer<Told>(ada.request(`/api/v1/conversations/${conversation.id}`), 200);
  expect(await read).toMatchObject({ agent_id: expert.id, variables: told });
  const { reply } = await say(ada, conversation, "And now?");
  expect((await untilOver(ada, reply)).text).toContain("Serve eve@example.net");
  const [run] = await all.world.rows<{ id: string }>("select run_id as id from messages where id = $1", [reply.id]);
  expect(run!.id).toMatch(/^run_/);
});
