import { expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { describeEmbeddings } from "../roles/models/embeddings.contract.ts";
import { startStandIn } from "../roles/models/fake.ts";
import { openaiCompatible } from "./openai-compatible.ts";

const key = "sk-secret";
type Item = { object: "embedding"; index: number; embedding: readonly number[] | string };
const listOf = (data: readonly Item[]) => ({ object: "list", data, usage: { prompt_tokens: 7, total_tokens: 7 } });
const answer = (vectors: readonly (readonly number[])[]) =>
  listOf(vectors.map((embedding, index) => ({ object: "embedding", index, embedding })));

const start = () =>
  startStandIn(({ headers, body }) => {
    if (headers.authorization !== `Bearer ${key}`)
      return { kind: "status", status: 401, body: { error: { message: "Incorrect API key provided" } } };
    const asked = Array.isArray(body["input"]) ? body["input"] : [];
    return { kind: "json", body: answer(asked.map((_, at) => [at, 1])) };
  });
const openAt = (url: string, limits = {}) => openaiCompatible({ id: "con_1", url, key, clock: systemClock, limits });

describeEmbeddings("OpenAI's embeddings API", async () => {
  const fake = await start();
  return {
    open: (limits) => openAt(fake.url, limits),
    fake,
    model: "embedder-1",
    answer,
    readAsked({ input, dimensions }) {
      return { input, ...(dimensions === undefined ? {} : { dimensions }) } as never;
    },
    refuseMany: {
      kind: "status",
      status: 400,
      body: { error: { message: "'$.input' is invalid: too many inputs", type: "invalid_request_error", code: null } },
    },
    secrets: [key],
  };
});

test("vectors that come out of order, or packed as floats, are those of their texts", async () => {
  const fake = await start();
  const packed = Buffer.from(Float32Array.from([0.25, -0.5]).buffer).toString("base64");
  const data: Item[] = [
    { object: "embedding", index: 1, embedding: [3, 4] },
    { object: "embedding", index: 0, embedding: packed },
  ];
  fake.next(() => ({ kind: "json", body: listOf(data) }));
  const call = { fetch: globalThis.fetch, signal: new AbortController().signal };
  const { vectors, usage } = await openAt(fake.url).embed({ model: "embedder-1", input: ["a", "b"] }, call);
  expect(vectors).toEqual([
    [0.25, -0.5],
    [3, 4],
  ]);
  expect(usage).toEqual({ type: "usage", tokens_in: 7, tokens_out: 0 });
  await fake.close();
});
