import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { callsOf, type SeenRun, startRunOf, untilRun } from "../../../testing/deeds/run-agents.ts";
import { type ScriptedModel, startScriptedModel } from "../../../testing/stand-ins/start-scripted-model.ts";
import { connectModel, say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";

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

const post = (path: string, json: object, status: number) =>
  readAnswer<{ id: string }>(ada.request(`/api/v1${path}`, { method: "POST", json }), status);
const words = {
  name: "sums",
  description: "Adds things up.",
  body: "Use the calculator. The secret word is tamarind.",
};

async function makeSkill(more: object = {}): Promise<string> {
  const { id } = await post("/skills", { ...words, ...more }, 201);
  await post(`/skills/${id}/publish`, {}, 200);
  return id;
}
const makeAgent = (skills: object[], settings: object = {}) =>
  post("/agents", { name: "Clerk", instructions: "Help.", model: modelId, settings: { ...settings, skills } }, 201);

type Sent = { messages: { role: string; content: string }[]; tools?: { function: { name: string } }[] };
const sent = (from: number): Sent[] => model.bodies.slice(from).map((body) => JSON.parse(body) as Sent);
const toolsOf = ({ tools = [] }: Sent) => tools.map((tool) => tool.function.name);

async function runOf(agent: { id: string }, lines: string, who = ada): Promise<{ run: SeenRun; asked: Sent[] }> {
  const from = model.bodies.length;
  const run = await untilRun(who, await startRunOf(who, agent, lines), "completed");
  return { run, asked: sent(from) };
}
const open = (asked: object) => `call: open_skill ${JSON.stringify(asked)}`;

test("a model is told a skill's name and description; its words, its files and its tools only once it opens it", async () => {
  const files = [{ path: "rates.md", content: "Nine percent." }];
  const skill_id = await makeSkill({ tools: [{ name: "calculate" }], files });
  const agent = await makeAgent([{ skill_id, version: 1 }]);
  const lines = [
    open({ skill: "sums" }),
    open({ skill: "sums", file: "rates.md" }),
    'call: calculate {"expression":"6*7"}',
  ];
  const { run, asked } = await runOf(agent, lines.join("\nthen:\n"));
  const first = JSON.stringify(asked[0]);
  expect(first).toContain("sums: Adds things up.");
  expect(first).not.toMatch(/tamarind|Nine percent/);
  expect(asked.map(toolsOf)).toEqual([
    ["open_skill"],
    ["calculate", "open_skill"],
    ["calculate", "open_skill"],
    ["calculate", "open_skill"],
  ]);
  expect(JSON.stringify(asked[1])).toMatch(/tamarind.*rates\.md \(13 bytes\)/);
  expect(callsOf(run).map(({ output }) => output)).toEqual([
    expect.stringContaining("tamarind"),
    "Nine percent.",
    "42",
  ]);
});

test("a skill's tool that is asked for before the skill is opened is none", async () => {
  const skill_id = await makeSkill({ tools: [{ name: "calculate" }] });
  const { run } = await runOf(await makeAgent([{ skill_id, version: 1 }]), 'call: calculate {"expression":"6*7"}');
  expect(callsOf(run)).toMatchObject([{ tool: "unknown", state: "refused", verdict: "tools.not_offered" }]);
});

test("a skill widens nobody's rights: its tools ask for those of whoever answers for the agent, too", async () => {
  const skill_id = await makeSkill({ tools: [{ name: "send_email", approval: "never" }] });
  const cleo = await joinOrganization(ada, await signUp(all.world, "Cleo"), "editor");
  const skills = [{ skill_id, version: 1 }];
  const json = { name: "Clerk", instructions: "", model: modelId, settings: { skills } };
  const agent = await readAnswer<{ id: string }>(cleo.request("/api/v1/agents", { method: "POST", json }), 201);
  await readAnswer(ada.request(`/api/v1/members/${cleo.userId}`, { method: "DELETE" }), 204);
  const mail = 'call: send_email {"to":"mara@example.org","subject":"Hello","text":"Hi."}';
  const { run } = await runOf(agent, `${open({ skill: "sums" })}\nthen:\n${mail}`);
  expect(callsOf(run).map(({ state, verdict }) => [state, verdict?.split(":")[0]])).toEqual([
    ["refused", "rights.agent"],
    ["refused", "tools.not_offered"],
  ]);
});

test("the agent's own word for a tool counts before a skill's", async () => {
  const skill_id = await makeSkill({ tools: [{ name: "calculate", approval: "never" }] });
  const tools = [{ name: "calculate", approval: "always" }];
  const agent = await makeAgent([{ skill_id, version: 1 }], { tools });
  const begun = await startRunOf(ada, agent, 'call: calculate {"expression":"6*7"}');
  const waiting = await untilRun(ada, begun, "awaiting_approval");
  expect(callsOf(waiting)).toMatchObject([{ verdict: "agent.always" }]);
});

test("an agent goes on with the version it names, and without a skill that is gone", async () => {
  const skill_id = await makeSkill();
  const agent = await makeAgent([{ skill_id, version: 1 }]);
  await readAnswer(ada.request(`/api/v1/skills/${skill_id}`, { method: "PATCH", json: { body: "Kiefer." } }), 200);
  await post(`/skills/${skill_id}/publish`, {}, 200);
  const { run } = await runOf(agent, open({ skill: "sums" }));
  expect(callsOf(run)).toMatchObject([{ state: "done", output: words.body }]);
  await readAnswer(ada.request(`/api/v1/skills/${skill_id}`, { method: "DELETE" }), 204);
  const { asked } = await runOf(agent, "Hello");
  expect(asked.map(toolsOf)).toEqual([[]]);
});

test("a long text is given in parts, and what is no text or not there is told as such", async () => {
  const files = [
    { path: "long.txt", content: `${"x".repeat(30_000)}The end.` },
    { path: "logo.png", content: "iVBORwAB", encoding: "base64" },
  ];
  const skill_id = await makeSkill({ files });
  const asked = [
    { skill: "sums", file: "long.txt" },
    { skill: "sums", file: "long.txt", from: 30_000 },
    { skill: "sums", file: "logo.png" },
    { skill: "sums", file: "../../etc/passwd" },
    { skill: "others" },
  ];
  const { run } = await runOf(await makeAgent([{ skill_id, version: 1 }]), asked.map(open).join("\n"));
  const answers = callsOf(run).map(({ output }) => output);
  expect(answers[0]).toMatch(/x\n\n\[8 more characters: go on from 30000\.\]$/);
  expect(answers.slice(1)).toEqual([
    "The end.",
    "[logo.png is no text: 6 bytes, which you cannot read.]",
    "The skill has no such file.",
    "There is no such skill.",
  ]);
});

test("an agent with skills and no other tool opens them in a conversation, too", async () => {
  const skill_id = await makeSkill();
  const conversation = await startConversation(ada, await makeAgent([{ skill_id, version: 1 }]));
  const { reply } = await say(ada, conversation, open({ skill: "sums" }));
  expect((await untilOver(ada, reply)).text).toContain("tamarind");
});
