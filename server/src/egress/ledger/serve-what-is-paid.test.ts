import { afterAll, beforeAll, expect, test } from "vitest";
import { newDataKey } from "../../framework/keys/sealing.ts";
import { minuteMs } from "../../framework/clock.ts";
import { Refusal } from "../../framework/errors.ts";
import { type FakeModelServer, startFakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { makeAgent, openTalkingWorld, turnAi } from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";
import { generate } from "../generate.ts";
import { type Gate, gatePort } from "../ports.ts";
import { type Books, openBooks, readTotals, workIn } from "./testing/open-books.ts";

const tokensOut = 100;
const price = { version: "test", tokensInMicros: 0, tokensOutMicros: 1_000_000 };

let world: World;
let fake: FakeModelServer;
beforeAll(async () => {
  [world, fake] = await Promise.all([openTalkingWorld(), startFakeModelServer()]);
  setPrice(world);
});
afterAll(async () => {
  await world.close();
  await fake.close();
});

/** Nothing is answered before. */
let mayAnswer: Promise<unknown> = Promise.resolve();

/** What one's own server answers costs something here. */
function setPrice({ app }: World): void {
  const gate = app.ports.get(gatePort.name) as Gate;
  const findRoute: Gate["findRoute"] = async (work, asked) => {
    const plan = await gate.findRoute(work, asked);
    const [target] = plan.targets;
    const { provider } = target;
    const stream: typeof provider.stream = async function* (...given) {
      await mayAnswer;
      yield* provider.stream!(...given);
    };
    return { ...plan, targets: [{ ...target, provider: { ...provider, stream }, price }] };
  };
  (app.ports as Map<string, unknown>).set(gatePort.name, { ...gate, findRoute });
}

async function openTalk(name: string, credit: number) {
  const books = await openBooks(world, name);
  await turnAi(books.owner, true);
  await books.give(credit);
  return { books, model: (await makeAgent(books.owner, fake)).model };
}

const totals = ({ owner }: Books) => readTotals(world, owner.organizationId);

/** Through the gate as chat passes it. */
async function chat({ owner }: Books, model: string, maxTokens?: number): Promise<string> {
  const work = workIn(world, owner, "converse");
  const [id, artefact] = [work.newId("gen"), work.newId("msg")];
  const messages = [{ role: "user", content: "Hello" }] as const;
  const call = { id, artefact, surface: "chat", permission: "conversations.write", key: newDataKey(), model } as const;
  const limit = maxTokens === undefined ? {} : { max_tokens: maxTokens };
  try {
    const chunks = generate(work, { ...call, ...limit, messages, signal: new AbortController().signal });
    for await (const chunk of chunks) if (chunk.type === "finish") return "served";
    return "broken off";
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

async function openKey({ owner }: Books) {
  const json = { name: "Test", scopes: ["generations.write"], workspace_ids: [owner.workspaceId] };
  const made = await readAnswer<{ token: string }>(owner.request("/api/v1/api-keys", { method: "POST", json }), 201);
  return async (model: string): Promise<string> => {
    const body = { model, messages: [{ role: "user", content: "Hello" }], max_tokens: tokensOut };
    const headers = { authorization: `Bearer ${made.token}`, "content-type": "application/json" };
    const answer = await world.request("/v1/chat/completions", { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status === 200) return "served";
    return ((await answer.json()) as { error: { code: string } }).error.code;
  };
}

test("of 50 generations at once on credit for 10, from chat and from /v1, exactly 10 are served and paid for", async () => {
  const { books, model } = await openTalk("Ada", 10 * tokensOut);
  const askV1 = await openKey(books);
  const before = fake.requests.length;
  // Nobody gets anything back before all have asked: what is left over would pay for an eleventh.
  const answer = Promise.withResolvers<undefined>();
  mayAnswer = answer.promise;
  let refused = 0;
  const asked = Array.from({ length: 50 }, async (_, i) => {
    const outcome = await (i % 2 ? askV1(model) : chat(books, model, tokensOut));
    if (outcome !== "served" && ++refused === 40) answer.resolve(undefined);
    return outcome;
  });
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((one) => one === "served")).toHaveLength(10);
  expect(new Set(outcomes)).toEqual(new Set(["served", "wallet.insufficient"]));
  expect(fake.requests.length - before).toBe(10);
  const after = await totals(books);
  expect(after).toMatchObject({ entries: 0, off: 0, held: 0, reserved: 0, remaining: after.balance });
  const [costs] = await world.rows<{ sum: number; count: number }>(
    "select sum(cost_micros)::float8 as sum, count(*)::int as count from generations where organization_id = $1",
    [books.owner.organizationId],
  );
  expect(costs).toEqual({ sum: 10 * tokensOut - after.balance, count: 10 });
});

test("an answer nobody set an end to goes on while the wallet pays for it, and is cut where that ends", async () => {
  const { books, model } = await openTalk("Bob", 25_000);
  fake.next(
    { kind: "answer", words: ["word ".repeat(9000), "word ".repeat(500)], omitUsage: true },
    { kind: "answer", words: ["word ".repeat(9000), "word ".repeat(9000)], paceMs: 20, omitUsage: true },
  );
  expect(await chat(books, model)).toBe("served");
  const left = await totals(books);
  expect(left).toMatchObject({ balance: 25_000 - 9500 * 1.25, held: 0 });
  expect(await chat(books, model)).toBe("wallet.ceiling_reached");
  expect(await totals(books)).toMatchObject({ balance: 0, held: 0, entries: 0, off: 0 });
});

test("an answer nobody set an end to goes no further than a budget lets it", async () => {
  const { books, model } = await openTalk("Clara", 100_000);
  const json = { ledger: "real", subject: "organization", ceiling: 6000, period: "once" };
  await readAnswer(books.owner.request("/api/v1/budgets", { method: "POST", json }), 201);
  fake.next({ kind: "answer", words: ["word ".repeat(9000), "more"], paceMs: 20, omitUsage: true });
  expect(await chat(books, model)).toBe("wallet.ceiling_reached");
  expect(await totals(books)).toMatchObject({ balance: 94_000, held: 0 });
});

test("an answer whose end the caller set is not cut short because its words are long, only where the server ignores the end", async () => {
  const { books, model } = await openTalk("Cyra", 100_000);
  const long = "Donaudampfschiffahrtsgesellschaft ";
  fake.next({ kind: "answer", words: Array<string>(12).fill(long), omitUsage: true });
  expect(await chat(books, model, 60)).toBe("served");
  fake.next({ kind: "answer", words: Array<string>(400).fill(long), omitUsage: true });
  expect(await chat(books, model, 60)).toBe("wallet.ceiling_reached");
  expect(await totals(books)).toMatchObject({ held: 0, entries: 0, off: 0 });
});

test("what a model thought without showing it is paid for beyond what was set aside, where nobody set an end", async () => {
  const { books, model } = await openTalk("Dora", 25_000);
  const usage = { prompt_tokens: 1, completion_tokens: 7000, total_tokens: 7001 };
  const event = (data: object) => `data: ${JSON.stringify({ id: "x", model: "fake-1", ...data })}\n\n`;
  const choice = { index: 0, delta: { content: "Yes" }, finish_reason: "stop" };
  const body = `${event({ choices: [choice] })}${event({ choices: [], usage })}data: [DONE]\n\n`;
  fake.next({ kind: "raw", body, type: "text/event-stream" });
  expect(await chat(books, model)).toBe("served");
  expect(await totals(books)).toMatchObject({ balance: 18_000, held: 0 });
});

test("a call whose process died is charged what was last on record, and one that never came to sending nothing", async () => {
  const { books, model } = await openTalk("Eve", 10_000);
  fake.next({ kind: "hang", words: ["word ".repeat(100)] });
  void chat(books, model, 1000);
  const find = "select id, cost_micros::float8 as cost, tokens_out from generations where organization_id = $1";
  type Row = { id: string; cost: number; tokens_out: number };
  const read = async () => (await world.rows<Row>(find, [books.owner.organizationId]))[0];
  const recorded = await until(async () => {
    const row = await read();
    return row && row.tokens_out > 0 && row;
  });
  expect(recorded.cost).toBe(125);
  // As if its process were gone: nobody renews the lease from here on.
  await world.rows("update generations set state = 'interrupted' where id = $1 returning 1", [recorded.id]);
  world.clock.advance(minuteMs);
  await world.work();
  await until(async () => (await totals(books)).held === 0);
  expect(await totals(books)).toMatchObject({ balance: 10_000 - 125, entries: 0, off: 0 });
  expect(await read()).toMatchObject({ cost: 125 });
});
