import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { makeApiKey } from "../../testing/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeAgent, openTalkingWorld, type SeenAgent, turnAi } from "../../testing/talk.ts";
import { until, type World } from "../../testing/world.ts";

type Preview = {
  action: string;
  leaves: { instructions: string | null; text: string } | null;
  hits: {
    class: string;
    rule: string;
    level: string;
    sentence: string;
    excepted: boolean;
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
  [world, fake] = await Promise.all([openTalkingWorld(), startFakeModelServer()]);
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
  await turnAi(ada, true);
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
