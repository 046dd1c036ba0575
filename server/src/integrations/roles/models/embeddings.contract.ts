import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StandIn, StandInBehaviour } from "./fake.ts";
import type { EmbeddingAnswer, EmbeddingRequest, ModelCall, ModelProvider } from "./model.ts";
import { ProviderError } from "../calls/provider-error.ts";

type Embedding = ModelProvider & Required<Pick<ModelProvider, "embed">>;

export interface EmbeddingsUnderTest {
  /** With limits so short that a test can wait for them. */
  open(limits?: { firstByteMs?: number; idleMs?: number; maxBytes?: number }): Embedding;
  fake: StandIn;
  model: string;
  /** An answer of its dialect with these vectors, in their order. */
  answer(vectors: readonly (readonly number[])[]): object;
  /** What its server was asked, whatever the dialect's names. */
  readAsked(body: Record<string, unknown>): Omit<EmbeddingRequest, "model">;
  /** How it says that it takes fewer texts at once, or shorter ones. */
  refuseMany: StandInBehaviour;
  /** Strings that no error may show. */
  secrets: string[];
}

const input = ["my secret house", "my secret garden", "and a lamp"];
const vectorOf = (at: number) => [at, 0.5, -1 - at];
type Embed = (limits?: object, more?: Partial<EmbeddingRequest>, signal?: AbortSignal) => Promise<EmbeddingAnswer>;

/** What every server that makes vectors promises. Each one's test calls this with a way to make one. */
export function describeEmbeddings(name: string, make: () => Promise<EmbeddingsUnderTest>): void {
  describe(`${name} keeps the contract of a server that makes vectors`, () => {
    let it: EmbeddingsUnderTest;
    beforeAll(async () => {
      it = await make();
    });
    afterAll(() => it.fake.close());
    const embed: Embed = (limits = {}, more = {}, signal = new AbortController().signal) => {
      const call: ModelCall = { fetch: globalThis.fetch, signal };
      return it.open(limits).embed({ model: it.model, input, ...more }, call);
    };
    testVectors(() => it, embed);
    testFailures(() => it, embed);
    testStops(() => it, embed);
  });
}

function testVectors(under: () => EmbeddingsUnderTest, embed: Embed): void {
  test("texts go in one question, and their vectors come back in the order of the texts", async () => {
    const before = under().fake.requests.length;
    under().fake.next(() => ({ kind: "json", body: under().answer(input.map((_, at) => vectorOf(at))) }));
    const { vectors, usage } = await embed();
    expect(vectors).toEqual(input.map((_, at) => vectorOf(at)));
    expect(usage.tokens_in).toBeGreaterThan(0);
    expect(under().fake.requests.length).toBe(before + 1);
    expect(under().readAsked(under().fake.requests.at(-1)!.body)).toEqual({ input });
  });

  test("as many dimensions are asked for as are wanted, and a batch of 64 large vectors arrives whole", async () => {
    const many = Array.from({ length: 64 }, (_, at) => `text ${at}`);
    const large = many.map((_, at) => Array.from({ length: 1536 }, (_one, n) => (at + n) / 4096));
    under().fake.next(() => ({ kind: "json", body: under().answer(large) }));
    expect((await embed({}, { input: many, dimensions: 1536 })).vectors).toEqual(large);
    expect(under().readAsked(under().fake.requests.at(-1)!.body)).toEqual({ input: many, dimensions: 1536 });
  });
}

const status = (code: number, headers = {}): StandInBehaviour => ({
  kind: "status",
  status: code,
  body: { error: { message: "they said so", detail: "they said so" } },
  headers,
});

function testFailures(under: () => EmbeddingsUnderTest, embed: Embed): void {
  const failsWith = async (behaviour: StandInBehaviour, limits = {}, more = {}): Promise<ProviderError> => {
    under().fake.next(() => behaviour);
    const error: unknown = await embed(limits, more).catch((reason: unknown) => reason);
    if (!(error instanceof ProviderError)) throw new TypeError(`${String(error)} is no ProviderError`);
    const shown = [JSON.stringify(error), String(error), error.stack].join("\n");
    for (const secret of [...input, "they said so", ...under().secrets]) expect(shown).not.toContain(secret);
    return error;
  };
  const malformed = async (vectors: readonly (readonly number[])[], more = {}) =>
    expect(await failsWith({ kind: "json", body: under().answer(vectors) }, {}, more)).toMatchObject({
      code: "provider.malformed_answer",
    });

  test("too few vectors, too many, or none are no answer", async () => {
    for (const many of [0, 2, 4]) await malformed(Array.from({ length: many }, (_, at) => vectorOf(at)));
  });

  test("vectors of several lengths, of another length than was asked for, or of no length are no answer", async () => {
    await malformed([[1, 2], [3, 4], [5]]);
    await malformed(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      { dimensions: 3 },
    );
    await malformed([[], [], []]);
  });

  test.each<[string, StandInBehaviour, object?]>([
    ["provider.key_refused", status(401)],
    ["provider.failed", status(500)],
    ["provider.overloaded", status(503)],
    ["provider.malformed_answer", { kind: "json", body: { data: "none", embeddings: "none" } }],
    ["egress.timed_out", { kind: "events", events: [], end: "hang" }, { firstByteMs: 60, idleMs: 60 }],
    ["egress.response_too_large", { kind: "events", events: ["x".repeat(2000)], end: "hang" }, { maxBytes: 1000 }],
  ])("fails with %s, and shows nothing that either side wrote", async (code, behaviour, limits = {}) => {
    expect((await failsWith(behaviour, limits)).code).toBe(code);
  });

  test("more texts than it takes are refused for good: asking again would not help", async () => {
    expect(await failsWith(under().refuseMany)).toMatchObject({ retryable: false });
  });

  test("the wait that a limit asks for is handed on", async () => {
    const error = await failsWith(status(429, { "retry-after": "3" }));
    expect(error).toMatchObject({ code: "provider.rate_limited", retryable: true, retry_after_ms: 3000 });
  });
}

function testStops(under: () => EmbeddingsUnderTest, embed: Embed): void {
  test("aborting calls nothing before it began, and stops the upstream after", async () => {
    const before = under().fake.requests.length;
    await expect(embed({}, {}, AbortSignal.abort())).rejects.toMatchObject({ code: "provider.cancelled" });
    expect(under().fake.requests.length).toBe(before);
    const controller = new AbortController();
    under().fake.next(() => ({ kind: "events", events: [], end: "hang" }));
    const ended = embed({}, {}, controller.signal).catch((reason: unknown) => reason);
    await expect.poll(() => under().fake.open(), { timeout: 2000, interval: 5 }).toBe(1);
    controller.abort();
    expect(await ended).toMatchObject({ code: "provider.cancelled" });
    await expect.poll(() => under().fake.open(), { timeout: 2000, interval: 5 }).toBe(0);
  });
}
