import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "./fake.ts";

const model = "fake-1";
const messages = [{ role: "user" as const, content: "Hello there" }];

describe("OpenAI's own client takes the fake for the real thing", () => {
  let server: FakeModelServer;
  let client: OpenAI;
  beforeAll(async () => {
    server = await startFakeModelServer({ key: "sk-1" });
    client = new OpenAI({ baseURL: server.url, apiKey: "sk-1", maxRetries: 0, logLevel: "off" });
  });
  afterAll(() => server.close());

  test("a whole answer, with usage", async () => {
    const answer = await client.chat.completions.create({ model, messages });
    expect(answer.choices[0]?.message.content).toBe("Echo: Hello there");
    expect(answer.usage).toEqual({ prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 });
  });

  test("a stream, with usage in a last chunk that has no choices", async () => {
    server.next({ kind: "answer", split: 3, lineEnd: "\r\n", comments: true });
    const stream = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("Echo: Hello there");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 5 } });
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
  });

  test("the client's stream helper agrees", async () => {
    const completion = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe("Echo: Hello there");
  });

  test("the list of models", async () => {
    expect((await client.models.list()).data.map((entry) => entry.id)).toEqual(["fake-1", "fake-2"]);
  });

  test("each refusal becomes the client's own error class", async () => {
    const create = (name = model, using = client) => using.chat.completions.create({ model: name, messages });
    await expect(
      create(model, new OpenAI({ baseURL: server.url, apiKey: "no", maxRetries: 0 })),
    ).rejects.toBeInstanceOf(AuthenticationError);
    await expect(create("none")).rejects.toBeInstanceOf(NotFoundError);
    await expect(create("none")).rejects.toMatchObject({ code: "model_not_found", status: 404 });
    server.next({ kind: "rate_limit", retryAfter: "1" }, { kind: "status", status: 500 });
    await expect(create()).rejects.toBeInstanceOf(RateLimitError);
    await expect(create()).rejects.toBeInstanceOf(InternalServerError);
  });

  test("the client's own retry waits for Retry-After and then succeeds", async () => {
    const before = server.requests.length;
    server.next({ kind: "rate_limit", retryAfter: "0.05" });
    await client.chat.completions.create({ model, messages }, { maxRetries: 1 });
    expect(server.requests.length - before).toBe(2);
  });

  test("a hang is a time-out, and a stop is seen as a disconnect", async () => {
    server.next({ kind: "hang" });
    await expect(client.chat.completions.create({ model, messages }, { timeout: 60 })).rejects.toBeInstanceOf(
      APIConnectionError,
    );
    const before = server.disconnects;
    server.next({ kind: "answer", words: Array<string>(100).fill("slow "), paceMs: 20 });
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    for await (const _ of stream) break;
    await expect.poll(() => server.disconnects).toBeGreaterThan(before);
  });

  test("a cut stream is an error and a malformed chunk too", async () => {
    const read = async () => {
      for await (const _ of await client.chat.completions.create({ model, messages, stream: true }));
    };
    server.next({ kind: "truncate", words: ["a"], how: "cut" }, { kind: "raw", body: "data: {nonsense\n\n" });
    await expect(read()).rejects.toThrow("terminated");
    await expect(read()).rejects.toBeInstanceOf(SyntaxError);
  });
});
