import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import {
  makeAgent,
  openAnsweringWorld,
  say,
  startConversation,
  type Talker,
  untilOver,
} from "../../testing/deeds/talk.ts";
import type { World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
beforeAll(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  await world.work();
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

type Seen = { id: string; state: string; surface: string; error: { code: string } | null };
const list = async (person: Talker, query = "") =>
  (await readAnswer<{ data: Seen[] }>(person.request(`/api/v1/generations${query}`), 200)).data;

test("calls are listed newest first with what they took and why they failed, and by what one asks for", async () => {
  const conversation = await startConversation(ada, await makeAgent(ada, fake));
  await untilOver(ada, (await say(ada, conversation, "Secret words")).reply);
  world.clock.advance(5);
  fake.next({ kind: "status", status: 500 });
  await untilOver(ada, (await say(ada, conversation, "Again")).reply);
  const all = await list(ada);
  expect(all).toMatchObject([
    { state: "failed", surface: "chat", error: { code: "provider.failed" } },
    { state: "completed", surface: "chat", error: null, tokens_in: 2, verdict: "allow" },
  ]);
  expect(JSON.stringify(all)).not.toContain("Secret");
  expect((await list(ada, "?state=failed")).map(({ id }) => id)).toEqual([all[0]!.id]);
  expect(await list(ada, "?surface=v1")).toEqual([]);
});

test("another organization sees none of them", async () => {
  const bob = await withOrganization(await signUp(world, "Bob"));
  expect(await list(bob)).toEqual([]);
});
