import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import {
  makeAgent,
  openAnsweringWorld,
  openWindow,
  say,
  type SeenAgent,
  startConversation,
  untilShown,
} from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: PersonWithOrganization;
let gus: PersonWithOrganization;
let echo: SeenAgent;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  await world.work();
  echo = await makeAgent(ada, fake);
  gus = await joinOrganization(ada, await signUp(world, "Gus"), "guest");
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

const talking = ["agents.read", "models.read", "conversations.read", "conversations.write"];

/** Gus may talk, and an answer is running for him that has more to say. */
async function beginLong() {
  const asked = { name: "Talks", permissions: talking };
  const made = ada.request("/api/v1/custom-roles", { method: "POST", json: asked });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const given = { custom_role_id: id, user_id: gus.userId };
  await readAnswer(ada.request("/api/v1/role-assignments", { method: "POST", json: given }), 201);
  const conversation = await startConversation(gus, echo);
  const window = await openWindow(gus, conversation);
  fake.next({ kind: "hang", words: ["So it ", "begins "] });
  const { reply } = await say(gus, conversation, "Tell me a long story");
  await untilShown(gus, reply);
  return { roleId: id, reply, window, disconnects: fake.disconnects };
}

const changes: [string, (roleId: string) => Promise<unknown>][] = [
  [
    "changed",
    (id) =>
      ada.request(`/api/v1/custom-roles/${id}`, { method: "PATCH", json: { permissions: ["conversations.read"] } }),
  ],
  ["deleted", (id) => ada.request(`/api/v1/custom-roles/${id}`, { method: "DELETE" })],
];

test.each(changes)(
  "a role that is %s ends what runs by it, and what is being watched, within a second",
  async (_, change) => {
    const { roleId, reply, window, disconnects } = await beginLong();
    const start = performance.now();
    await change(roleId);
    await until(() => fake.disconnects > disconnects, 1000);
    expect(performance.now() - start).toBeLessThan(1000);
    const settled = await until(async () => {
      const sql = "select state, error_code from generations where artefact = $1 and state <> 'running'";
      return (await world.rows<{ state: string; error_code: string }>(sql, [reply.id]))[0];
    });
    expect(settled).toEqual({ state: "stopped", error_code: "request.not_allowed" });
    await window.close();
  },
);
