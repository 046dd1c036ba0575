import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeAgent, openAnsweringWorld, type SeenAgent } from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

type Preview = {
  action: string;
  leaves: { instructions: string | null; text: string; messages: object[]; tools: object[] } | null;
  hits: {
    class: string;
    rule: string;
    level: string;
    sentence: string;
    excepted: boolean;
    where: string;
    message: number | null;
    value: string | null;
    start: number;
    end: number;
  }[];
  targets: { provider: string; model: string; sandbox: boolean; hosts: string[] }[];
  price: { ledger: string; least: number; most: number };
};

let world: World;
let fake: FakeModelServer;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let agent: SeenAgent;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  bob = await withOrganization(await signUp(world, "Bob"));
  agent = await makeAgent(ada, fake, "You work for grace@navy.example.");
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1${path}`, { method: "POST", json });
const preview = (json: object, who = ada) => readAnswer<Preview>(post(who, "/guardrails/preview", json), 200);
const sent = () => fake.requests.filter(({ path }) => path.endsWith("/chat/completions"));

const text = "Mail tarquin ofloxam at t@ofloxam.example, card 4111 1111 1111 1111, not [EMAIL_2].";

test("what is shown is what arrives at the model, letter for letter, and looking sends nothing", async () => {
  await readAnswer(post(ada, "/contacts", { name: "Tarquin Ofloxam" }), 201);
  const before = sent().length;
  const shown = await preview({ text, agent_id: agent.id });
  expect(sent()).toHaveLength(before);
  expect(shown.action).toBe("redact");
  expect(shown.leaves!.instructions).toBe("You work for [EMAIL_1].");
  expect(shown.leaves!.text).not.toMatch(/ofloxam|4111/i);
  const { token } = await makeApiKey(ada, { scopes: ["generations.write"], workspace_ids: [ada.workspaceId] });
  const messages = [
    { role: "system", content: "You work for grace@navy.example." },
    { role: "user", content: text },
  ];
  const answer = await world.request("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model: agent.model, messages }),
  });
  await answer.text();
  const body = JSON.parse(sent().at(-1)!.body) as { messages: { content: string }[] };
  expect(body.messages.map(({ content }) => content)).toEqual([shown.leaves!.instructions, shown.leaves!.text]);
});

test("it tells to whom and at what price, and of each hit what found it, what happens and who says so", async () => {
  const { targets, price, hits } = await preview({ text, agent_id: agent.id });
  expect(targets).toMatchObject([{ model: "fake-1", sandbox: false, hosts: ["127.0.0.1"] }]);
  expect(price).toMatchObject({ ledger: "real" });
  const rules = hits.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(["redaction.contact/email", "redaction.person/known.name"]));
  for (const { sentence } of hits)
    expect(sentence).toMatch(/A placeholder leaves in its place.* The policy's redaction\.\w+ says so\.$/);
});

test("in another workspace its contacts are strangers, and its agents are not there", async () => {
  const { hits } = await preview({ text }, bob);
  expect(hits.map(({ rule }) => rule)).not.toContain("redaction.person/known.name");
  await readAnswer(post(bob, "/guardrails/preview", { text, agent_id: agent.id }), 404);
});

test("levels can be tried without changing the policy, and what is excepted is shown as such", async () => {
  const blocked = await preview({ text, levels: { email: "block" } });
  expect(blocked).toMatchObject({ action: "block", leaves: null });
  const open = await preview({ text, levels: { email: "allow", card: "ask", person: "allow" } });
  expect(open).toMatchObject({ action: "ask" });
  expect(open.leaves!.text).toBe(text);
  await readAnswer(post(ada, "/guardrail-exceptions", { class: "email", value: "t@ofloxam.example" }), 201);
  const told = await until(async () => {
    const again = await preview({ text });
    return again.hits.some(({ excepted }) => excepted) ? again : undefined;
  });
  expect(told.hits.find(({ excepted }) => excepted)).toMatchObject({ class: "email", level: "allow" });
  expect(told.leaves!.text).toContain("t@ofloxam.example");
});

test("a whole conversation is shown as it arrives, with calls of tools, results and what tools are offered", async () => {
  const call = { id: "call_1", name: "find_orders", arguments: '{"mail":"ina@firm.example"}' };
  const messages = [
    { role: "user", content: "Orders of ina@firm.example?" },
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "tool", tool_call_id: "call_1", content: "2 orders, card 4111 1111 1111 1111, tom@firm.example" },
  ];
  const tools = [
    {
      name: "find_orders",
      description: "Ask ops@firm.example for more.",
      parameters: { type: "object", properties: { mail: { type: "string" } } },
    },
  ];
  const shown = await preview({ text: "Write to ina@firm.example", messages, tools, agent_id: agent.id });
  const leaves = JSON.stringify(shown.leaves);
  expect(leaves).not.toMatch(/firm\.example|4111/);
  const places = shown.hits.map(({ where, message, value }) => `${where} ${message} ${value}`);
  expect(places).toEqual([
    "instructions null null",
    "message 0 ina@firm.example",
    "message 1 ina@firm.example",
    "message 2 4111 1111 1111 1111",
    "message 2 tom@firm.example",
    "message 3 ina@firm.example",
    "tools null ops@firm.example",
  ]);
  const { token } = await makeApiKey(ada, { scopes: ["generations.write"], workspace_ids: [ada.workspaceId] });
  const asV1 = ({ id, name, arguments: words }: typeof call) => ({
    id,
    type: "function",
    function: { name, arguments: words },
  });
  const body = {
    model: agent.model,
    messages: [
      { role: "system", content: "You work for grace@navy.example." },
      messages[0],
      { role: "assistant", content: "", tool_calls: [asV1(call)] },
      messages[2],
      { role: "user", content: "Write to ina@firm.example" },
    ],
    tools: tools.map((one) => ({ type: "function", function: one })),
  };
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  await (await world.request("/v1/chat/completions", { method: "POST", headers, body: JSON.stringify(body) })).text();
  const arrived = JSON.parse(sent().at(-1)!.body) as {
    messages: { role: string; content: string | null; tool_calls?: { function: { arguments: string } }[] }[];
    tools: { function: { description: string } }[];
  };
  const seen = [...(shown.leaves!.messages as { content: string; tool_calls?: { arguments: string }[] }[])];
  expect(arrived.messages.slice(1, -1).map(({ content }) => content ?? "")).toEqual(seen.map(({ content }) => content));
  expect(arrived.messages[2]!.tool_calls![0]!.function.arguments).toBe(seen[1]!.tool_calls![0]!.arguments);
  expect(arrived.messages.at(-1)!.content).toBe(shown.leaves!.text);
  expect(arrived.tools[0]!.function.description).toBe((shown.leaves!.tools[0] as { description: string }).description);
});
