import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayMs } from "../../../framework/clock.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { untilIdle } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import {
  agreeToMemory,
  makeRememberingAgent,
  readMemories,
  searchMemories,
  untilRemembered,
} from "../../../testing/deeds/remember.ts";
import { say, startConversation, untilOver } from "../../../testing/deeds/talk.ts";
import { readTimes } from "./read-times.ts";

let all: TwoTenants;
let model: FakeModelServer;
let modelId: string;
beforeAll(async () => {
  all = await openTwoTenants();
  model = await startFakeModelServer();
  const asked = { method: "POST", json: { name: "Fake", url: model.url } };
  const { id } = await readAnswer<{ id: string }>(all.ada.request("/api/v1/model-servers", asked), 201);
  modelId = `${id}/fake-1`;
  await agreeToMemory(all.ada);
  await all.world.work();
});
afterAll(async () => {
  await model.close();
  await all.world.close();
});

const tell = async (conversation: { id: string }, text: string) =>
  untilOver(all.ada, (await say(all.ada, conversation, text)).reply);
const fact = (text: string, kind = "fact") => ({ text, kind, confidence: 90, event_time: null, replaces: null });

describe("an agent that remembers", () => {
  test("knows weeks later where somebody lives now and where they lived before, and is told both when it is asked", async () => {
    const agent = await makeRememberingAgent(all.ada, { model: modelId });
    const learn = (...facts: object[]) =>
      model.next({ kind: "answer" }, { kind: "answer", words: [JSON.stringify({ facts })] });
    learn(fact("Their sister Ana lives in Cluj"));
    await tell(await startConversation(all.ada, agent), "My sister Ana lives in Cluj.");
    const cluj = await untilRemembered(all.ada, "Their sister Ana lives in Cluj");
    await untilIdle(all.world);
    all.world.clock.advance(14 * dayMs);
    await all.world.rows("update sessions set idle_expires_at = '2039-01-01', expires_at = '2039-01-01'");
    learn({ ...fact("Ana moved to Iași"), replaces: 1 });
    await tell(await startConversation(all.ada, agent), "Ana moved to Iași.");
    const iasi = await untilRemembered(all.ada, "Ana moved to Iași");
    await untilIdle(all.world);
    const old = (await readMemories(all.ada, `&agent_id=${agent.id}`)).find(({ id }) => id === cluj.id);
    expect(old).toMatchObject({ status: "superseded", successor_id: iasi.id });
    const find = async (question: string) => (await searchMemories(all.ada, agent, question))[0];
    expect(await find("Where does Ana live?")).toBe(iasi.text);
    expect(await find("Where did she live before?")).toBe(cluj.text);
    expect(await find("Wo hat Ana früher gewohnt?")).toBe(cluj.text);
    expect(await find("Where did Ana live two weeks ago?")).toBe(cluj.text);
    const askedOf = async (question: string) => {
      const seen = model.requests.length;
      await tell(await startConversation(all.ada, agent), question);
      await untilIdle(all.world);
      return model.requests[seen]!.body;
    };
    expect(await askedOf("Hello again")).not.toContain("lives in");
    expect(await askedOf("Où habitait-elle avant ?")).toContain("lives in");
  });

  test("forgets what was said about something in whatever words it was noted, and keeps what was said beside it", async () => {
    const agent = await makeRememberingAgent(all.ada, { model: modelId });
    const conversation = await startConversation(all.ada, agent);
    const facts = [fact("Their sister Ana lives in Cluj"), fact("Eats no walnuts either")];
    model.next({ kind: "answer" }, { kind: "answer", words: [JSON.stringify({ facts })] });
    await tell(conversation, "My sister Ana lives in Cluj, I never eat nuts.");
    await untilRemembered(all.ada, facts[1]!.text);
    await tell(conversation, "Forget what I said about nuts.");
    await untilIdle(all.world);
    const texts = (await readMemories(all.ada, `&agent_id=${agent.id}`)).map(({ text }) => text);
    expect(texts).toEqual([facts[0]!.text]);
    for (const query of ["nuts", "walnuts", "eat"])
      expect((await searchMemories(all.ada, agent, query)).join()).not.toMatch(/nut/);
    const seen = model.requests.length;
    await tell(conversation, "What should I cook for her?");
    await untilIdle(all.world);
    const sent = JSON.stringify(model.requests.slice(seen));
    expect(sent).toContain("What should I cook");
    expect(sent).not.toMatch(/nut/);
    expect(sent).toContain("Their sister");
  });
});

const now = new Date("2026-11-22T12:00:00Z");
const spanOf = (text: string) => {
  const { from, to } = readTimes(text, now);
  return [from, to].map((at) => at?.toISOString().slice(0, 10));
};

test.each([
  ["Where did I live in 2023?", "2023-01-01", "2024-01-01"],
  ["Where did I live in March 2023?", "2023-03-01", "2023-04-01"],
  ["Wo habe ich im März 2023 gewohnt?", "2023-03-01", "2023-04-01"],
  ["¿Dónde vivía en marzo de 2023?", "2023-03-01", "2023-04-01"],
  ["Gdzie mieszkałem 5 grudnia 2023?", "2023-12-01", "2024-01-01"],
  ["What did I do two days ago?", "2026-11-20", "2026-11-21"],
  ["Was war vor 3 Wochen?", "2026-10-29", "2026-11-05"],
  ["Où étais-je il y a un an ?", "2025-05-24", "2026-05-24"],
])("reads of %j which time is asked about", (text, from, to) => {
  expect(spanOf(text)).toEqual([from, to]);
});
