import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { agreeToMemory, readMemories, remember } from "../../testing/deeds/remember.ts";
import { makeTooledAgent } from "../../testing/deeds/run-agents.ts";
import { connectModel, readMessages, say, startConversation, untilOver } from "../../testing/deeds/talk.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { untilIdle } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { readFacts } from "./extract/ask-for-facts.ts";

let all: TwoTenants;
let fake: FakeModelServer;
let model: string;
beforeAll(async () => {
  [all, fake] = await Promise.all([openTwoTenants(), startFakeModelServer()]);
  model = await connectModel(all.ada, { url: fake.url });
  await agreeToMemory(all.ada);
});
afterAll(async () => {
  await all.world.close();
  await fake.close();
});

const fact = (text: string) => ({ text, kind: "fact", confidence: 90, event_time: null, replaces: null });
const makeAgent = () => makeTooledAgent(all.ada, [{ name: "get_time" }], { model, memory: { enabled: true } });

/** What a message and the trace of its run say was not remembered, where these are what the model tells that lasts. */
async function dropOf(facts: readonly object[], agent: { id: string }) {
  fake.next({ kind: "answer", words: ["Fine."] }, { kind: "answer", words: [JSON.stringify({ facts })] });
  const conversation = await startConversation(all.ada, agent);
  const { reply } = await say(all.ada, conversation, "We met at the lake.");
  await untilOver(all.ada, reply);
  await untilIdle(all.world);
  const seen = (await readMessages(all.ada, conversation)).find(({ id }) => id === reply.id)!;
  const { not_remembered, run_id } = seen as unknown as { not_remembered: object | null; run_id: string };
  const trace = await readAnswer<{ not_remembered: object | null }>(all.ada.request(`/api/v1/runs/${run_id}`), 200);
  expect(trace.not_remembered).toEqual(not_remembered);
  return { not_remembered, run_id };
}

test("what the guardrail keeps out of memory is counted in the run's trace, without a word of it", async () => {
  const agent = await makeAgent();
  const kept = "Ada likes the lake";
  const { not_remembered, run_id } = await dropOf([fact(kept), fact("I'm allergic to walnuts")], agent);
  expect(not_remembered).toEqual({ guardrail: 1 });
  expect((await readMemories(all.ada, `&agent_id=${agent.id}`)).map(({ text }) => text)).toEqual([kept]);
  expect(await findInDatabase(all.world, "allergic to walnuts")).toEqual([]);
  expect((await all.bob.request(`/api/v1/runs/${run_id}`)).status).toBe(404);
});

test("what finds no room is counted as that, and where all was remembered nothing is said", async () => {
  const agent = await makeAgent();
  expect((await dropOf([fact("Ada likes the lake")], agent)).not_remembered).toBeNull();
  const { id } = await remember(all.ada, { agent_id: agent.id, text: "Plays the viola" });
  // As many as there may be, about a contact that nobody talks of here.
  await all.world.rows(
    `insert into memories select (jsonb_populate_record(m, jsonb_build_object('id', 'mem_' || n, 'contact_id', 'ctc_x'))).*
     from memories m, generate_series(1, 1998) n where m.id = $1`,
    [id],
  );
  expect((await dropOf([fact("Ada rows"), fact("Ada swims")], agent)).not_remembered).toEqual({ full: 2 });
});

test("more than may come of one message, and what is no fact, is counted apart; an answer of another form is one", () => {
  const facts = Array.from({ length: 10 }, (_, at) => (at === 0 ? { text: 7 } : fact(`Fact ${at}`)));
  const read = readFacts(JSON.stringify({ facts }));
  expect(read.facts).toHaveLength(7);
  expect(read.leftOut).toEqual({ too_many: 2, unreadable: 1 });
  expect(readFacts("I will not.").leftOut).toEqual({ unreadable: 1 });
});
