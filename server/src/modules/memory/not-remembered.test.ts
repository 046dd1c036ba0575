import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { untilIdle } from "../../testing/people.ts";
import { agreeToMemory, makeRememberingAgent, readMemories, remember } from "../../testing/deeds/remember.ts";
import { say, startConversation, untilOver } from "../../testing/deeds/talk.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
  await agreeToMemory(all.ada);
});
afterAll(() => all.world.close());

const health = "I'm allergic to nuts";
const ask = (method: string, path: string, json: object) =>
  all.ada.request(`/api/v1/memories${path}`, { method, json });

test("what somebody says of their health is remembered by no agent, and the answer says what stopped it", async () => {
  const agent = await makeRememberingAgent(all.ada);
  const { reply } = await say(all.ada, await startConversation(all.ada, agent), `${health}.`);
  const answer = await untilOver(all.ada, reply);
  expect(answer).toMatchObject({ state: "failed", error: { code: "egress.blocked" } });
  await untilIdle(all.world, "memory.");
  expect(await readMemories(all.ada, `&agent_id=${agent.id}`)).toEqual([]);
});

test("written or corrected under Memories it is refused with what was found, and what was there stays", async () => {
  const agent = await makeRememberingAgent(all.ada);
  const refused = { status: 422, code: "memory.not_kept", facts: { found: "health" } };
  const written = await ask("POST", "", { agent_id: agent.id, text: health });
  expect(await written.json()).toMatchObject(refused);
  const kept = await remember(all.ada, { agent_id: agent.id, text: "I like walnuts" });
  const corrected = await ask("PATCH", `/${kept.id}`, { text: health });
  expect(await corrected.json()).toMatchObject(refused);
  const known = await readMemories(all.ada, `&agent_id=${agent.id}`);
  expect(known).toMatchObject([{ id: kept.id, text: "I like walnuts", status: "active" }]);
});
