import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeClock } from "../../framework/clock.ts";
import type { ModelRequest } from "../roles/models/model.ts";
import { collect, describeModelProvider, failureOf, textOf } from "../roles/models/model.contract.ts";
import { type FakeModelServer, startFakeModelServer } from "./fake.ts";
import { type OpenAICompatibleSettings, openaiCompatible } from "./openai-compatible.ts";

const clock = fakeClock(new Date("2026-01-01T00:00:00Z"));
const leak = "my secret question sk-secret-key BODY-SAYS-THIS";
const leaky = (status: number, code: string | null = null) =>
  ({ kind: "status", status, body: { error: { message: leak, type: "x", param: null, code } } }) as const;

describeModelProvider("an OpenAI-compatible server", async () => {
  const server = await startFakeModelServer({ key: "sk-secret-key" });
  const failing =
    (...behaviour: Parameters<FakeModelServer["next"]>) =>
    (prompt: string) => (server.next(...behaviour), prompt);
  return {
    provider: openaiCompatible({ id: "mdl_1", url: server.url, key: "sk-secret-key", clock, limits: { idleMs: 1000 } }),
    model: "fake-1",
    fetch,
    slowDown: () => server.next({ kind: "answer", words: Array<string>(200).fill("slow "), paceMs: 50 }),
    upstream: {
      open: () => server.open,
      pace: (words) => server.next({ kind: "answer", words, paceMs: 40 }),
      limit: (seconds) => server.next({ kind: "rate_limit", retryAfter: String(seconds) }),
    },
    failures: {
      "provider.key_refused": failing(leaky(401, "invalid_api_key")),
      "provider.credit_exhausted": failing(leaky(429, "insufficient_quota")),
      "provider.rate_limited": failing(leaky(429, "rate_limit_exceeded")),
      "provider.model_unknown": failing(leaky(404, "model_not_found")),
      "provider.prompt_too_long": failing(leaky(400, "context_length_exceeded")),
      "provider.content_refused": failing(leaky(400, "content_filter")),
      "provider.request_refused": failing(leaky(400)),
      "provider.failed": failing(leaky(500)),
      "provider.overloaded": failing(leaky(503)),
      "provider.not_a_model_server": failing({ kind: "status", status: 404, body: leak }),
      "provider.malformed_answer": failing({ kind: "raw", body: `data: {${leak}\n\n` }),
      "provider.truncated_answer": failing({ kind: "truncate", words: [leak], how: "close" }),
      "egress.connection_lost": failing({ kind: "truncate", words: [leak], how: "cut" }),
      "egress.timed_out": failing({ kind: "hang", words: [leak] }),
    },
    secrets: ["sk-secret-key", "BODY-SAYS-THIS"],
    close: () => server.close(),
  };
});

describe("an OpenAI-compatible server", () => {
  let server: FakeModelServer;
  beforeEach(async () => {
    server = await startFakeModelServer();
  });
  afterEach(() => server.close());

  const request: ModelRequest = { model: "fake-1", messages: [{ role: "user", content: "Hi" }] };
  const call = () => ({ fetch, signal: new AbortController().signal });
  const make = (more: Partial<OpenAICompatibleSettings> = {}) =>
    openaiCompatible({ id: "mdl_1", url: server.url, clock, ...more });
  const answer = (more?: Partial<OpenAICompatibleSettings>) => collect(make(more).stream(request, call()));
  const failure = (more?: Partial<OpenAICompatibleSettings>) => failureOf(make(more).stream(request, call()));

  test("is asked in the dialect's words, with the key and nothing that is not set", async () => {
    await collect(
      make({ key: "k1" }).stream({ ...request, instructions: "Be kind.", max_tokens: 9, temperature: 0 }, call()),
    );
    const [sent] = server.requests;
    expect(sent?.headers.authorization).toBe("Bearer k1");
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      model: "fake-1",
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Hi" },
      ],
      max_tokens: 9,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    await answer();
    expect(server.requests[1]?.headers.authorization).toBeUndefined();
    expect(Object.keys(JSON.parse(server.requests[1]?.body ?? "") as object)).not.toContain("max_tokens");
  });

  test("may be entered with or without /v1, a closing slash or the whole endpoint", async () => {
    for (const end of ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
      await answer({ url: server.url.replace("/v1", end) });
    expect(new Set(server.requests.map((sent) => sent.path))).toEqual(new Set(["/v1/chat/completions"]));
  });

  test("reports usage and the reason it finished", async () => {
    server.next({ kind: "answer", words: ["one ", "two"], finish: "length" });
    expect((await answer()).slice(-2)).toEqual([
      { type: "usage", tokens_in: 1, tokens_out: 2 },
      { type: "finish", reason: "length" },
    ]);
  });

  test("reads the same answer however the stream is cut, ended and commented", async () => {
    const words = ["zażółć ", "🦊👩‍👩‍👧 ", "日本語 ", "\n\ndata: [DONE]\n\n", "end"];
    for (const lineEnd of ["\n", "\r\n", "\r"] as const) {
      for (const split of [1, 2, 3, 5, 7, 64, 1000]) {
        server.next({ kind: "answer", words, reasoning: ["żółw"], lineEnd, split, comments: true });
        const chunks = await answer();
        expect(textOf(chunks)).toBe(words.join(""));
        expect(textOf(chunks, "reasoning")).toBe("żółw");
        expect(chunks.at(-2)).toMatchObject({ type: "usage", tokens_in: 1 });
      }
    }
  });

  test("keeps reasoning apart from text, under either of its names", async () => {
    for (const reasoningField of ["reasoning", "reasoning_content"] as const) {
      server.next({ kind: "answer", reasoning: ["hm ", "hm"], words: ["yes"], reasoningField });
      const chunks = await answer();
      expect([textOf(chunks, "reasoning"), textOf(chunks)]).toEqual(["hm hm", "yes"]);
    }
  });

  test("usage is estimated, and marked so, where the server does not count", async () => {
    server.next({ kind: "answer", words: ["12345678"], omitUsage: true });
    expect((await answer()).at(-2)).toEqual({ type: "usage", tokens_in: 5, tokens_out: 2, estimated: true });
  });

  test("a server that refuses the question for usage is asked without it, once and for good", async () => {
    const old = await startFakeModelServer({ refusesStreamOptions: true });
    const provider = make({ url: old.url });
    for (const _ of [1, 2])
      expect((await collect(provider.stream(request, call()))).at(-2)).toMatchObject({ estimated: true });
    expect(old.requests).toHaveLength(3);
    await old.close();
  });

  test("an answer is whole with a finish reason or [DONE], whichever of them comes", async () => {
    server.next({ kind: "answer", words: ["a"], omitDone: true });
    expect(textOf(await answer())).toBe("a");
    server.next({ kind: "raw", body: 'data: {"choices":[{"delta":{"content":"b"}}]}\n\ndata: [DONE]' });
    expect((await answer()).at(-1)).toEqual({ type: "finish", reason: "other" });
    server.next({ kind: "answer", words: ["c"], keepOpen: true });
    expect(textOf(await answer())).toBe("c");
  });

  test("an answer that came as one JSON body is read too", async () => {
    const body =
      '{"choices":[{"message":{"content":"whole"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}';
    server.next({ kind: "raw", type: "application/json", body, split: 7 });
    expect(await answer()).toEqual([
      { type: "text", text: "whole" },
      { type: "usage", tokens_in: 3, tokens_out: 1 },
      { type: "finish", reason: "stop" },
    ]);
  });

  test("a stream cut in the middle is truncated, in half an event as well", async () => {
    server.next({ kind: "truncate", words: ["a"], how: "half_event" });
    expect(await failure()).toMatchObject({ code: "provider.truncated_answer", whose: "provider", retryable: true });
    server.next({ kind: "raw", body: "" });
    expect(await failure()).toMatchObject({ code: "provider.truncated_answer" });
  });

  test("an error inside a stream or a 200 body is told by its kind", async () => {
    server.next({ kind: "raw", body: 'data: {"error":{"message":"overloaded","code":503}}\n\n' });
    expect(await failure()).toMatchObject({ code: "provider.overloaded", status: 503 });
    server.next({
      kind: "raw",
      body: 'data: {"object":"error","message":"maximum context length is 4096","code":400}\n\n',
    });
    expect(await failure()).toMatchObject({ code: "provider.prompt_too_long" });
    server.next({ kind: "raw", type: "application/json", body: '{"error":{"message":"boom"}}' });
    expect(await failure()).toMatchObject({ code: "provider.failed" });
  });

  test("errors of Ollama, llama.cpp and vLLM are understood", async () => {
    const said = async (status: number, body: object) => {
      server.next({ kind: "status", status, body });
      return (await failure()).code;
    };
    const error = (message: string, type: string) => ({ error: { message, type } });
    expect(await said(404, error('model "x" not found, try pulling it first', "not_found_error"))).toBe(
      "provider.model_unknown",
    );
    expect(await said(503, error("Loading model", "unavailable_error"))).toBe("provider.overloaded");
    expect(await said(400, error("the request exceeds the available context size", "exceed_context_size_error"))).toBe(
      "provider.prompt_too_long",
    );
    expect(await said(404, { detail: "Not Found" })).toBe("provider.not_a_model_server");
  });

  test("Retry-After is read as seconds and as a date, against the clock given", async () => {
    for (const [retryAfter, wait] of [
      ["2", 2000],
      ["Thu, 01 Jan 2026 00:00:05 GMT", 5000],
      ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ] as const) {
      server.next({ kind: "rate_limit", retryAfter });
      expect(await failure()).toMatchObject({
        code: "provider.rate_limited",
        retryable: true,
        status: 429,
        retry_after_ms: wait,
      });
    }
    server.next({ kind: "rate_limit", retryAfter: "soon" });
    expect(await failure()).not.toHaveProperty("retry_after_ms");
  });

  test("silence before, between and the whole time each end the call, upstream too", async () => {
    const hold = async (limits: object, reason: string) => {
      expect(await failure({ limits })).toMatchObject({ code: "egress.timed_out", reason });
      await expect.poll(() => server.open, { timeout: 20_000, interval: 5 }).toBe(0);
    };
    server.next({ kind: "hang" }, { kind: "hang", withHead: true }, { kind: "hang", words: ["a"] });
    await hold({ firstByteMs: 50 }, "first_byte");
    await hold({ firstByteMs: 50 }, "first_byte");
    await hold({ idleMs: 50 }, "idle");
    server.next({ kind: "answer", words: Array<string>(200).fill("a"), paceMs: 10 });
    await hold({ idleMs: 200, totalMs: 120 }, "total");
  });

  test("an answer without end, or with an event without end, is cut at the limit", async () => {
    server.next({ kind: "endless" });
    expect(await failure({ limits: { maxBytes: 500_000 } })).toMatchObject({ code: "egress.response_too_large" });
    await expect.poll(() => server.open, { timeout: 20_000, interval: 5 }).toBe(0);
    server.next({ kind: "raw", body: `data: ${"x".repeat(1_200_000)}`, split: 100_000 });
    expect(await failure()).toMatchObject({ code: "egress.response_too_large" });
  });

  test("a web page and a closed port are told apart", async () => {
    const gone = await startFakeModelServer();
    await gone.close();
    server.next({ kind: "raw", type: "text/html", body: "<h1>Hello</h1>" });
    expect(await failure()).toMatchObject({ code: "provider.not_a_model_server", whose: "user" });
    expect(await failure({ url: gone.url })).toMatchObject({
      code: "egress.unreachable",
      whose: "network",
      reason: "ECONNREFUSED",
    });
    const sick = await make({ url: gone.url }).health(call());
    expect(sick).toMatchObject({ healthy: false, error: { code: "egress.unreachable" } });
  });

  test("a list of models that is none is refused", async () => {
    const provider = make({ url: `${server.url}/elsewhere` });
    await expect(provider.listModels(call())).rejects.toMatchObject({ code: "provider.not_a_model_server" });
  });
});
