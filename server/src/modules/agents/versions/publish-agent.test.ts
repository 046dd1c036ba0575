import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { findExample, say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";

type Version = { id: string; number: number; in_use: boolean; changes: { field: string; after: unknown }[] };
type Seen = { id: string; published: number | null; instructions: string };

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const path = (id: string, more = "") => `/api/v1/agents/${id}${more}`;
const change = (id: string, json: object) => readAnswer<Seen>(ada.request(path(id), { method: "PATCH", json }), 200);
const publish = (id: string, json: object = {}) =>
  readAnswer<Seen>(ada.request(path(id, "/publish"), { method: "POST", json }), 200);
const versionsOf = async (id: string) =>
  (await readAnswer<{ data: Version[] }>(ada.request(path(id, "/versions")), 200)).data;
const make = (json: object) => readAnswer<Seen>(ada.request("/api/v1/agents", { method: "POST", json }), 201);
const answerOf = async (agent: Seen) => {
  const { reply } = await say(ada, await startConversation(ada, agent), "Hello");
  return (await untilOver(ada, reply)).text;
};

test("what was published is used until the next publication, whatever becomes of the draft", async () => {
  const agent = await make({ name: "Careful", instructions: "First words." });
  expect(await answerOf(agent)).toContain("First words.");
  await publish(agent.id);
  await change(agent.id, { instructions: "Second words." });
  expect(await answerOf(agent)).toContain("First words.");
  await publish(agent.id);
  expect(await answerOf(agent)).toContain("Second words.");
});

test("a version tells what differs, and going back to it uses it again", async () => {
  const agent = await make({ name: "Changing", instructions: "One." });
  await publish(agent.id);
  const settings = { tools: [{ name: "calculate", approval: "always" }], variables: [{ name: "tone", value: "dry" }] };
  await change(agent.id, { instructions: "Two, {{tone}}.", settings });
  await publish(agent.id);
  const [second, first] = await versionsOf(agent.id);
  expect(second).toMatchObject({ number: 2, in_use: true });
  expect(second!.changes.map(({ field }) => field).toSorted()).toEqual([
    "instructions",
    "tools.calculate",
    "variables.tone",
  ]);
  expect(await answerOf(agent)).toContain("Two, dry.");
  expect(await publish(agent.id, { agent_version_id: first!.id })).toMatchObject({ published: 1 });
  expect(await answerOf(agent)).toContain("One.");
  expect((await versionsOf(agent.id)).map(({ number }) => number)).toEqual([2, 1]);
});

test("publishing what is published already is refused, and so is a version of another agent", async () => {
  const [agent, other] = [await make({ name: "A" }), await make({ name: "B" })];
  await publish(agent.id);
  await publish(other.id);
  const again = (json: object) => ada.request(path(agent.id, "/publish"), { method: "POST", json });
  expect(await readRefusal(again({}))).toBe("409 agents.nothing_changed");
  const [strange] = await versionsOf(other.id);
  expect(await readRefusal(again({ agent_version_id: strange!.id }))).toBe("404 request.not_found");
});

test("an agent for some is used by them and by those who set agents up, and by nobody else", async () => {
  const agent = await make({ name: "For some" });
  const member = await joinOrganization(ada, await signUp(all.world, "Mia"), "author");
  const editor = await joinOrganization(ada, await signUp(all.world, "Eve"), "editor");
  await change(agent.id, { settings: { access: { kind: "members", user_ids: [ada.userId] } } });
  const start = (person: PersonWithOrganization) =>
    person.request("/api/v1/conversations", { method: "POST", json: { agent_id: agent.id } });
  expect(await readRefusal(start(member))).toBe("403 agents.not_for_you");
  await readAnswer(start(editor), 201);
  await change(agent.id, { settings: { access: { kind: "roles", roles: ["author"] } } });
  const conversation = await readAnswer<{ id: string }>(start(member), 201);
  await change(agent.id, { settings: { access: { kind: "members", user_ids: [editor.userId] } } });
  const said = member.request(`/api/v1/conversations/${conversation.id}/messages`, {
    method: "POST",
    json: { text: "And now?" },
  });
  expect(await readRefusal(said)).toBe("403 agents.not_for_you");
});

test("the example that every workspace has needs no publication", async () => {
  expect(await findExample(ada)).toMatchObject({ published: null });
});
