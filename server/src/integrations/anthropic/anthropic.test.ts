import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { collect, describeModelProvider, failureOf, textOf } from "../roles/models/model.contract.ts";
import type { StandIn } from "../roles/models/fake.ts";
import { testAbilities } from "../roles/models/tools.contract.ts";
import { anthropic } from "./anthropic.ts";
import { anthropicError, answerBlocks, event, startFakeAnthropic } from "./fake.ts";

const key = "sk-ant-secret";
const fetchAny = globalThis.fetch as never;
const status =
  (code: number, type: string, message = "they said so", headers = {}) =>
  () =>
    ({ kind: "status", status: code, body: anthropicError(type, message), headers }) as const;

describeModelProvider("Anthropic", async () => {
  const fake = await startFakeAnthropic(key);
  const failing =
    (...behaviour: Parameters<typeof status>) =>
    (prompt: string) => {
      fake.next(status(...behaviour));
      return prompt;
    };
  const begun = event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "they said so" } });
  const breaking = (text: string, end: "close" | "cut" | "hang") => (prompt: string) => {
    fake.next(() => ({ kind: "events", events: [text], end }));
    return prompt;
  };
  return {
    provider: anthropic({ id: "con_1", url: fake.url, key, clock: systemClock, limits: { idleMs: 1000 } }),
    model: "claude-fake-1",
    fetch: fetchAny,
    slowDown: () =>
      fake.next((request) => answerBlocks(request, [{ type: "text", text: "on ".repeat(200) }], { paceMs: 10 })),
    upstream: {
      open: fake.open,
      pace: (words) =>
        fake.next((request) => answerBlocks(request, [{ type: "text", text: words.join("") }], { paceMs: 40 })),
      limit: (seconds) => fake.next(status(429, "rate_limit_error", "slow down", { "retry-after": String(seconds) })),
    },
    failures: {
      "provider.key_refused": failing(401, "authentication_error"),
      "provider.rate_limited": failing(429, "rate_limit_error", "slow down", { "retry-after": "3" }),
      "provider.overloaded": failing(529, "overloaded_error"),
      "provider.failed": failing(500, "api_error"),
      "provider.model_unknown": failing(404, "not_found_error", "model: claude-none"),
      "provider.prompt_too_long": failing(400, "invalid_request_error", "prompt is too long: 210000 tokens"),
      "provider.credit_exhausted": failing(400, "invalid_request_error", "Your credit balance is too low"),
      "provider.request_refused": failing(400, "invalid_request_error", "max_tokens: wrong"),
      "provider.malformed_answer": breaking("data: {they said so}\n\n", "close"),
      "provider.truncated_answer": breaking(begun, "close"),
      "egress.connection_lost": breaking(begun, "cut"),
      "egress.timed_out": breaking(begun, "hang"),
    },
    secrets: [key, "they said so", "slow down"],
    close: fake.close,
  };
});

describe("Anthropic's dialect", () => {
  let fake: StandIn;
  beforeAll(async () => {
    fake = await startFakeAnthropic(key);
  });
  afterAll(() => fake.close());
  const provider = (limits = {}) => anthropic({ id: "con_1", url: fake.url, key, clock: systemClock, limits });
  const call = () => ({ fetch: fetchAny, signal: new AbortController().signal });
  const ask = (more = {}, limits = {}) =>
    provider(limits).stream({ model: "claude-fake-1", messages: [{ role: "user", content: "Hi" }], ...more }, call());

  testAbilities(() => ({ provider: provider(), model: "claude-fake-1", fetch: fetchAny }));

  test("is asked as its reference says", async () => {
    await collect(ask({ instructions: "Be kind.", temperature: 0, stop: ["END"] }));
    expect(fake.requests.at(-1)!.body).toEqual({
      model: "claude-fake-1",
      max_tokens: 8192,
      system: "Be kind.",
      messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
      temperature: 0,
      stop_sequences: ["END"],
      stream: true,
    });
  });

  test("counts what was cached, and keeps thoughts apart from words, however the stream is cut", async () => {
    for (const split of [1, 3, 7, 1000]) {
      const blocks = [
        { type: "thinking", thinking: "żółw 🐢" },
        { type: "text", text: "zażółć 🦊" },
      ];
      fake.next((request) => answerBlocks(request, blocks, { split }));
      const chunks = await collect(ask({ reasoning_effort: "medium" }));
      expect([textOf(chunks, "reasoning"), textOf(chunks)]).toEqual(["żółw 🐢", "zażółć 🦊"]);
      expect(chunks.at(-2)).toEqual({ type: "usage", tokens_in: 7, tokens_out: 4, tokens_cached: 2 });
    }
    expect(fake.requests.at(-1)!.body["thinking"]).toEqual({ type: "enabled", budget_tokens: 4096 });
  });

  const tools = [{ name: "get_weather", parameters: { type: "object" } }];
  /** A turn that thought and called a tool, and what tools said; `change` is what the client does to the call's id. */
  const goOn = async (whole: boolean, change = (id: string) => id) => {
    const thought = { type: "thinking", thinking: "żółw 🐢", signature: "c2ln" };
    const hidden = { type: "redacted_thinking", data: "ZGF0YQ" };
    const called = { type: "tool_use", id: "toolu_1", name: "get_weather", input: { city: "Oslo" } };
    fake.next((request) => answerBlocks(request, [thought, hidden, called]));
    const chunks = await collect(ask({ tools, reasoning_effort: "medium", whole }));
    const first = chunks.find((chunk) => chunk.type === "tool_call")!;
    const id = change(first.id!);
    const messages = [
      { role: "user", content: "Weather?" },
      { role: "assistant", content: "", tool_calls: [{ id, name: "get_weather", arguments: '{"city":"Oslo"}' }] },
      { role: "tool", tool_call_id: id, content: "4 degrees" },
    ];
    expect(textOf(await collect(ask({ messages, tools, reasoning_effort: "medium" })))).toContain("4 degrees");
    const { body } = fake.requests.at(-1)!;
    return { sent: body["messages"] as { content: object[] }[], thinking: body["thinking"], thought, hidden, called };
  };

  test.each([false, true])(
    "what a model thought before a call goes back with it, as it was (whole: %s)",
    async (whole) => {
      const { sent, thinking, thought, hidden, called } = await goOn(whole);
      expect(sent[1]!.content).toEqual([thought, hidden, called]);
      expect(sent[2]!.content).toMatchObject([{ type: "tool_result", tool_use_id: "toolu_1" }]);
      expect(thinking).toMatchObject({ type: "enabled" });
    },
  );

  test("thoughts that a client dropped, changed or made up are not sent, and the model goes on without", async () => {
    const drop = (id: string) => id.split("~")[0]!;
    const change = (id: string) => `${id.slice(0, -4)}AAAA`;
    const makeUp = (id: string) => `${drop(id)}~${Buffer.from("[]".repeat(20)).toString("base64url")}`;
    for (const wrong of [drop, change, makeUp, (id: string) => `${drop(id)}~`]) {
      const { sent, thinking, called } = await goOn(false, wrong);
      expect(sent[1]!.content).toEqual([called]);
      expect(thinking).toBeUndefined();
    }
  });

  test("half an event, and an error among the events, are told by their kind", async () => {
    const start = event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "a" } });
    const codeOf = async (events: string[]) => {
      fake.next(() => ({ kind: "events", events, end: "close" }));
      return (await failureOf(ask())).code;
    };
    expect(await codeOf([start, start.slice(0, -20)])).toBe("provider.truncated_answer");
    expect(await codeOf([event("error", { error: { type: "overloaded_error", message: "busy" } })])).toBe(
      "provider.failed",
    );
  });
});
