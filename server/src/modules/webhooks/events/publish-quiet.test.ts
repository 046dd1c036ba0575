import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "../../../egress/generate.ts";
import { workIn } from "../../../egress/ledger/testing/open-books.ts";
import { on } from "../../../framework/events.ts";
import { generationCompleted } from "../../../egress/generation-completed.ts";
import { newDataKey } from "../../../framework/keys/sealing.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { signUp, untilIdle, withOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { receiveWebhooks, type Receiver } from "../../../testing/stand-ins/receive-webhooks.ts";
import { makeAgent, type Talker, turnAi } from "../../../testing/deeds/talk.ts";
import { openWorld, until, withoutLimits, type World } from "../../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let receiver: Receiver;
let ada: Talker;
let model: string;
beforeAll(async () => {
  [world, fake, receiver] = await Promise.all([
    openWorld({ replace: withoutLimits }),
    startFakeModelServer(),
    receiveWebhooks(),
  ]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  model = (await makeAgent(ada, fake)).model;
  const json = { url: receiver.url, events: ["generation.*"] };
  await readAnswer(ada.request("/api/v1/webhook-endpoints", { method: "POST", json }), 201);
});
afterAll(async () => {
  await world.close();
  await Promise.all([fake.close(), receiver.close()]);
});

async function call({ isLeft = false } = {}): Promise<string> {
  const work = workIn(world, ada, "converse");
  const [id, artefact] = [work.newId("gen"), work.newId("msg")];
  const asked = { id, artefact, surface: "chat", permission: "conversations.write", key: newDataKey(), model } as const;
  const { signal } = new AbortController();
  const chunks = generate(work, { ...asked, messages: [{ role: "user", content: "Hello" }], signal });
  for await (const chunk of chunks) if (isLeft && chunk.type === "text") break;
  return id;
}
const jobs = async () =>
  (await world.rows<{ count: number }>("select count(*)::int as count from jobs where queue = 'webhooks.publish'"))[0]!
    .count;
type Told = { type: string; data: Record<string, unknown> };
const told = () => receiver.received.map(({ body }) => JSON.parse(body) as Told);

test("calls that end are told of together, each once and by ids alone, and cost whoever makes them no job", async () => {
  const before = await jobs();
  const ids = await Promise.all(Array.from({ length: 12 }, () => call()));
  expect(await jobs()).toBe(before);
  await world.work();
  await until(() => {
    world.clock.advance(1100);
    return receiver.received.length >= ids.length;
  });
  await untilIdle(world, "webhooks");
  expect(
    told()
      .map(({ data }) => String(data["generation_id"]))
      .toSorted(),
  ).toEqual(ids.toSorted());
  for (const { type, data } of told()) {
    expect(type).toBe("generation.completed");
    expect(Object.keys(data).toSorted()).toEqual(["agent_id", "artefact", "generation_id"]);
  }
});

test("of a call that somebody stopped nothing is told as complete", async () => {
  const id = await call({ isLeft: true });
  expect(await world.rows("select state from generations where id = $1", [id])).toEqual([{ state: "stopped" }]);
  const count = "select count(*)::int as count from events where type = 'generation.completed'";
  expect(await world.rows(count)).toEqual([{ count: 12 }]);
});

test("an endpoint that is told of everything there is leaves nothing to look for again", async () => {
  await until(async () => {
    world.clock.advance(1100);
    const behind = `select 1 from webhook_endpoints w join event_streams s on s.stream = w.organization_id
      where w.last_sequence < s.last_sequence`;
    return (await world.rows(behind)).length === 0;
  });
  const last = receiver.received.length;
  for (let n = 0; n < 3; n++) {
    world.clock.advance(1100);
    await untilIdle(world, "webhooks");
  }
  expect(receiver.received).toHaveLength(last);
});

test("nothing can be made to react to what no job is written for", () => {
  const react = () => on("test.react", generationCompleted, { purpose: "converse", run: () => Promise.resolve() });
  expect(react).toThrow("is quiet");
});
