import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChatProvider, ModelCall, ModelChunk, ModelRequest } from "./model.ts";
import { ProviderError, type ProviderErrorCode } from "../calls/provider-error.ts";

/** How every upstream fails now and then. */
const usualFailures: ProviderErrorCode[] = [
  "provider.key_refused",
  "provider.rate_limited",
  "provider.overloaded",
  "provider.failed",
  "provider.model_unknown",
  "provider.prompt_too_long",
  "provider.malformed_answer",
  "provider.truncated_answer",
  "egress.connection_lost",
  "egress.timed_out",
];

export interface ModelUnderTest {
  provider: ChatProvider;
  /** A model the provider has. */
  model: string;
  fetch: ModelCall["fetch"];
  /** Makes answers take at least a second; the next one or all. */
  slowDown(): void;
  /** Whom the provider asks; one that answers by itself leaves it out. */
  upstream?: {
    /** How many answers it is sending now. */
    open(): number;
    /** Makes the next answer come word by word, in all for longer than the longest silence that is borne. */
    pace(words: string[]): void;
    /** Makes it refuse the next call for so many seconds. */
    limit(seconds: number): void;
  };
  /** Makes the next answer fail so, to the prompt it gives back. */
  failures: Partial<Record<ProviderErrorCode, (prompt: string) => string>>;
  /** Strings that no error may show: the key, and what a failing upstream says. */
  secrets?: string[];
  close(): Promise<void>;
}

/** What every vendor of models promises. Each vendor's test calls this with a way to make one. */
export function describeModelProvider(name: string, make: () => Promise<ModelUnderTest>): void {
  describe(`${name} keeps the contract of a model provider`, () => {
    let it: ModelUnderTest;
    beforeAll(async () => {
      it = await make();
    });
    afterAll(() => it.close());

    const ask = (content: string): ModelRequest => ({ model: it.model, messages: [{ role: "user", content }] });
    const call = (signal = new AbortController().signal): ModelCall => ({ fetch: it.fetch, signal });
    const questions: Questions = { under: () => it, ask, call };
    testAnswers(questions);
    testStops(questions);
    testFailures(questions);
    testUpstream(questions);
  });
}

interface Questions {
  under(): ModelUnderTest;
  ask(content: string): ModelRequest;
  call(signal?: AbortSignal): ModelCall;
}

function testAnswers({ under, ask, call }: Questions): void {
  test("an answer is text, then one usage, then one finish", async () => {
    const chunks = await collect(under().provider.stream(ask("Hello there"), call()));
    expect(chunks.slice(-2).map((chunk) => chunk.type)).toEqual(["usage", "finish"]);
    expect(chunks.slice(0, -2).every((chunk) => chunk.type === "text" || chunk.type === "reasoning")).toBe(true);
    expect(textOf(chunks).length).toBeGreaterThan(0);
  });

  test("usage is whole numbers above zero", async () => {
    const usage = (await collect(under().provider.stream(ask("Count me"), call()))).find(
      (chunk) => chunk.type === "usage",
    );
    expect(usage?.tokens_in).toBeGreaterThan(0);
    expect(usage?.tokens_out).toBeGreaterThan(0);
    expect(Number.isInteger(usage?.tokens_in) && Number.isInteger(usage?.tokens_out)).toBe(true);
  });

  test("a conversation with instructions and characters beyond ASCII arrives whole", async () => {
    const messages = [
      { role: "user" as const, content: "Hi" },
      { role: "assistant" as const, content: "Hello" },
      { role: "user" as const, content: "echo: zażółć 🦊 gęślą" },
    ];
    const request = { model: under().model, instructions: "Repeat.", messages };
    expect(textOf(await collect(under().provider.stream(request, call())))).toContain("zażółć 🦊 gęślą");
  });

  test("answers at the same time do not mix", async () => {
    const words = ["apple", "pear", "plum", "cherry"];
    const answers = await Promise.all(
      words.map((word) => collect(under().provider.stream(ask(`echo: ${word}`), call()))),
    );
    for (const [index, answer] of answers.entries()) {
      const others = words.filter((_, other) => other !== index);
      expect(textOf(answer)).toContain(words[index]);
      expect(others.some((other) => textOf(answer).includes(other))).toBe(false);
    }
  });
}

function testStops({ under, ask, call }: Questions): void {
  const upstream = () => under().upstream?.open() ?? 0;

  test("a signal that is already aborted calls nothing", async () => {
    const started: string[] = [];
    const fetch: ModelCall["fetch"] = (url, init) => (started.push(url), under().fetch(url, init));
    const stream = under().provider.stream(ask("Hello"), { fetch, signal: AbortSignal.abort() });
    expect((await failureOf(stream)).code).toBe("provider.cancelled");
    expect(started).toEqual([]);
    expect(upstream()).toBe(0);
  });

  test("aborting in the middle throws provider.cancelled and stops the upstream at once", async () => {
    under().slowDown();
    const controller = new AbortController();
    const stream = under().provider.stream(ask("Tell me something long"), call(controller.signal));
    const error = await failureOf(stream, () => controller.abort());
    expect(error).toMatchObject({ code: "provider.cancelled", retryable: false });
    await expect.poll(upstream, { timeout: 2000, interval: 5 }).toBe(0);
  });

  test("aborting while nobody is reading stops the upstream too", async () => {
    under().slowDown();
    const controller = new AbortController();
    const stream = under().provider.stream(ask("Tell me something long"), call(controller.signal));
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort();
    await expect.poll(upstream, { timeout: 2000, interval: 5 }).toBe(0);
    await expect(drain(iterator)).rejects.toMatchObject({ code: "provider.cancelled" });
  });

  test("leaving the iteration stops the upstream", async () => {
    under().slowDown();
    for await (const chunk of under().provider.stream(ask("Tell me something long"), call())) {
      expect(chunk.type).toBe("text");
      break;
    }
    await expect.poll(upstream, { timeout: 2000, interval: 5 }).toBe(0);
  });
}

function testFailures({ under, ask, call }: Questions): void {
  test("it lists the model and is healthy", async () => {
    expect((await under().provider.listModels(call())).map((model) => model.id)).toContain(under().model);
    expect(await under().provider.health(call())).toMatchObject({ healthy: true });
  });

  test("every failure is a ProviderError of its kind that shows nothing the other side or the person wrote", async () => {
    const usual = under().upstream ? usualFailures : [];
    expect(Object.keys(under().failures)).toEqual(expect.arrayContaining(usual));
    for (const [code, arrange] of Object.entries(under().failures)) {
      const error = await failureOf(under().provider.stream(ask(arrange("my secret question")), call()));
      expect(error.code).toBe(code);
      expect(error.title.length * error.help.length).toBeGreaterThan(0);
      const shown = [JSON.stringify(error), String(error), error.stack, JSON.stringify(error.cause ?? "")].join("\n");
      for (const secret of ["my secret question", ...(under().secrets ?? [])]) expect(shown).not.toContain(secret);
    }
  });
}

function testUpstream({ under, ask, call }: Questions): void {
  test("an answer may take longer than the longest silence, as long as it keeps coming", async () => {
    const words = Array.from({ length: 30 }, (_, n) => `${n} `);
    under().upstream?.pace(words);
    const said = textOf(await collect(under().provider.stream(ask("Count"), call())));
    if (under().upstream) expect(said).toBe(words.join(""));
    else expect(said.length).toBeGreaterThan(0);
  });

  test("the wait that a limit asks for is handed on", async () => {
    under().upstream?.limit(7);
    const asked = under().provider.stream(ask("Hello"), call());
    if (!under().upstream) return expect(textOf(await collect(asked)).length).toBeGreaterThan(0);
    expect(await failureOf(asked)).toMatchObject({ code: "provider.rate_limited", retry_after_ms: 7000 });
  });
}

export async function collect(stream: AsyncIterable<ModelChunk>): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

export function textOf(chunks: ModelChunk[], type: "text" | "reasoning" = "text"): string {
  return chunks.map((chunk) => (chunk.type === type ? chunk.text : "")).join("");
}

/** The error a stream ends with; `onChunk` is called at each chunk. @throws when it ends without one */
export async function failureOf(
  stream: AsyncIterable<ModelChunk>,
  onChunk: () => void = () => undefined,
): Promise<ProviderError> {
  try {
    for await (const _ of stream) onChunk();
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error("The stream ended without an error.");
}

async function drain(iterator: AsyncIterator<ModelChunk>): Promise<void> {
  while (!(await iterator.next()).done);
}
