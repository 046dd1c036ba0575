import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { collect, describeModelProvider, textOf } from "../roles/models/model.contract.ts";
import type { StandIn } from "../roles/models/fake.ts";
import { testAbilities } from "../roles/models/tools.contract.ts";
import { answerParts, googleError, startFakeGoogle, writeEvent } from "./fake.ts";
import { google } from "./google.ts";

const key = "AIza-secret";
const fetchAny = globalThis.fetch as never;
const status =
  (code: number, word: string, message = "they said so", headers = {}) =>
  () =>
    ({ kind: "status", status: code, body: googleError(code, word, message), headers }) as const;

describeModelProvider("Google", async () => {
  const fake = await startFakeGoogle(key);
  const failing =
    (...behaviour: Parameters<typeof status>) =>
    (prompt: string) => {
      fake.next(status(...behaviour));
      return prompt;
    };
  const begun = writeEvent({ candidates: [{ content: { parts: [{ text: "they said so" }] } }] });
  const breaking = (text: string, end: "close" | "cut" | "hang") => (prompt: string) => {
    fake.next(() => ({ kind: "events", events: [text], end }));
    return prompt;
  };
  return {
    provider: google({ id: "con_1", url: fake.url, key, clock: systemClock, limits: { idleMs: 1000 } }),
    model: "gemini-fake-1",
    fetch: fetchAny,
    slowDown: () =>
      fake.next((request) =>
        answerParts(
          request,
          Array.from({ length: 200 }, () => ({ text: "on " })),
          { paceMs: 10 },
        ),
      ),
    upstream: {
      open: fake.open,
      pace: (words) =>
        fake.next((request) =>
          answerParts(
            request,
            words.map((text) => ({ text })),
            { paceMs: 40 },
          ),
        ),
      limit: (seconds) => fake.next(status(429, "RESOURCE_EXHAUSTED", "slow down", { "retry-after": String(seconds) })),
    },
    failures: {
      "provider.key_refused": failing(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."),
      "provider.rate_limited": failing(429, "RESOURCE_EXHAUSTED"),
      "provider.overloaded": failing(503, "UNAVAILABLE"),
      "provider.failed": failing(500, "INTERNAL"),
      "provider.model_unknown": failing(404, "NOT_FOUND", "models/none is not found"),
      "provider.prompt_too_long": failing(400, "INVALID_ARGUMENT", "The input token count exceeds the maximum"),
      "provider.content_refused": (prompt) => {
        fake.next(() => ({ kind: "events", events: [writeEvent({ promptFeedback: { blockReason: "SAFETY" } })] }));
        return prompt;
      },
      "provider.malformed_answer": breaking("data: {they said so}\n\n", "close"),
      "provider.truncated_answer": breaking(begun, "close"),
      "egress.connection_lost": breaking(begun, "cut"),
      "egress.timed_out": breaking(begun, "hang"),
    },
    secrets: [key, "they said so"],
    close: fake.close,
  };
});

describe("Google's dialect", () => {
  let fake: StandIn;
  beforeAll(async () => {
    fake = await startFakeGoogle(key);
  });
  afterAll(() => fake.close());
  const provider = (limits = {}) => google({ id: "con_1", url: fake.url, key, clock: systemClock, limits });
  const call = () => ({ fetch: fetchAny, signal: new AbortController().signal });
  const ask = (more = {}, limits = {}) =>
    provider(limits).stream({ model: "gemini-fake-1", messages: [{ role: "user", content: "Hi" }], ...more }, call());

  testAbilities(() => ({ provider: provider(), model: "gemini-fake-1", fetch: fetchAny }));

  test("counts thoughts in, and keeps them apart from words, however the stream is cut", async () => {
    for (const split of [1, 3, 7, 1000]) {
      const parts = [{ text: "żółw 🐢", thought: true }, { text: "zażółć 🦊" }];
      fake.next((request) => answerParts(request, parts, { split }));
      const chunks = await collect(ask({ instructions: "Be kind." }));
      expect([textOf(chunks, "reasoning"), textOf(chunks)]).toEqual(["żółw 🐢", "zażółć 🦊"]);
      expect(chunks.at(-2)).toEqual({ type: "usage", tokens_in: 5, tokens_out: 7, tokens_reasoning: 3 });
    }
    expect(fake.requests.at(-1)!.body["systemInstruction"]).toEqual({ parts: [{ text: "Be kind." }] });
  });

  test("what a model thought before a call is given back with it, signed as it was", async () => {
    const thoughtSignature = "c2lnbmVkL3Rob3VnaHQ+==";
    const first = { functionCall: { name: "get_weather", args: { city: "Oslo" } }, thoughtSignature };
    const second = { functionCall: { name: "get_time", args: {} } };
    fake.next((request) => answerParts(request, [first, second]));
    const calls = (await collect(ask())).filter((chunk) => chunk.type === "tool_call");
    const tool_calls = calls.map(({ id = "", name = "", arguments: words }) => ({ id, name, arguments: words }));
    const messages = [
      { role: "user", content: "Weather?" },
      { role: "assistant", content: "", tool_calls },
      ...tool_calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "4 degrees" })),
    ];
    expect(textOf(await collect(ask({ messages })))).toContain("4 degrees");
    const contents = fake.requests.at(-1)!.body["contents"] as { parts: object[] }[];
    expect(contents[1]!.parts).toEqual([first, second]);
    expect(contents[2]!.parts).toMatchObject([
      { functionResponse: { name: "get_weather" } },
      { functionResponse: { name: "get_time" } },
    ]);
  });

  test("embeds several texts at once", async () => {
    const { vectors, usage } = await provider().embed({ model: "gemini-embedding", input: ["one", "two"] }, call());
    expect(vectors).toEqual([
      [0, 0.5],
      [1, 0.5],
    ]);
    expect(usage).toMatchObject({ tokens_in: 2, estimated: true });
  });
});
