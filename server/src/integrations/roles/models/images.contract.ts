import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StandIn, StandInBehaviour } from "./fake.ts";
import type { DrawnImage, ImageRequest, ModelCall, ModelProvider } from "./model.ts";
import { ProviderError } from "../calls/provider-error.ts";

type Drawing = ModelProvider & Required<Pick<ModelProvider, "draw">>;

export interface ImagesUnderTest {
  /** With limits so short that a test can wait for them. */
  open(limits?: { firstByteMs?: number; idleMs?: number; maxBytes?: number }): Drawing;
  fake: StandIn;
  model: string;
  /** An answer of its dialect with these pictures, base64. */
  answer(pictures: readonly string[]): object;
  /** What its server was asked, whatever the dialect's names. */
  readAsked(body: Record<string, unknown>): Omit<ImageRequest, "extra">;
  /** Strings that no error may show. */
  secrets: string[];
}

const wanted = { prompt: "my secret house", count: 2, width: 512, height: 256 };
const picture = (at: number) => Buffer.from(`png${at}`).toString("base64");
const asDrawn = (data: string): DrawnImage => ({ data, media_type: "image/png" });

/** What every server that draws promises. Each one's test calls this with a way to make one. */
export function describeImages(name: string, make: () => Promise<ImagesUnderTest>): void {
  describe(`${name} keeps the contract of a server that draws`, () => {
    let it: ImagesUnderTest;
    beforeAll(async () => {
      it = await make();
    });
    afterAll(() => it.fake.close());
    const draw = (limits = {}, signal = new AbortController().signal, more: Partial<ImageRequest> = {}) => {
      const call: ModelCall = { fetch: globalThis.fetch, signal };
      return it.open(limits).draw({ ...wanted, model: it.model, ...more }, call);
    };
    testPictures(() => it, draw);
    testFailures(() => it, draw);
    testStops(() => it, draw);
  });
}

type Draw = (limits?: object, signal?: AbortSignal, more?: Partial<ImageRequest>) => ReturnType<Drawing["draw"]>;

function testPictures(under: () => ImagesUnderTest, draw: Draw): void {
  test("as many pictures as asked for come in order, of the size and model asked for", async () => {
    under().fake.next(() => ({ kind: "json", body: under().answer([picture(0), picture(1)]) }));
    expect((await draw()).images).toEqual([0, 1].map((at) => asDrawn(picture(at))));
    const { body } = under().fake.requests.at(-1)!;
    expect(under().readAsked(body)).toEqual({ ...wanted, model: under().model });
  });

  test("a server that draws more is not paid for more, and a large picture arrives whole in slow pieces", async () => {
    const large = Buffer.alloc(300_000, 7).toString("base64");
    const events = JSON.stringify(under().answer([large, picture(1), picture(2)])).match(/[^]{1,100000}/g)!;
    under().fake.next(() => ({ kind: "events", events, paceMs: 10, end: "close" }));
    expect((await draw()).images).toEqual([asDrawn(large), asDrawn(picture(1))]);
  });
}

const status = (code: number, headers = {}): StandInBehaviour => ({
  kind: "status",
  status: code,
  body: { error: { message: "they said so", detail: "they said so" } },
  headers,
});

function testFailures(under: () => ImagesUnderTest, draw: Draw): void {
  const fails = async (behaviour: StandInBehaviour, limits = {}): Promise<ProviderError> => {
    under().fake.next(() => behaviour);
    const error: unknown = await draw(limits).catch((reason: unknown) => reason);
    if (!(error instanceof ProviderError)) throw new TypeError(`${String(error)} is no ProviderError`);
    return error;
  };
  const begun = '{"images": ["';

  test.each<[string, StandInBehaviour, object?]>([
    ["provider.key_refused", status(401)],
    ["provider.failed", status(500)],
    ["provider.malformed_answer", { kind: "json", body: { images: "none", data: "none" } }],
    ["provider.malformed_answer", { kind: "json", body: { images: [], data: [] } }],
    ["provider.malformed_answer", { kind: "events", events: [begun], end: "close" }],
    ["egress.connection_lost", { kind: "events", events: [begun], end: "cut" }],
    ["egress.timed_out", { kind: "events", events: [], end: "hang" }, { firstByteMs: 60, idleMs: 60 }],
    ["egress.timed_out", { kind: "events", events: [begun], end: "hang" }, { idleMs: 60 }],
    ["egress.response_too_large", { kind: "events", events: ["x".repeat(2000)], end: "hang" }, { maxBytes: 1000 }],
  ])("fails with %s, and shows nothing that either side wrote", async (code, behaviour, limits = {}) => {
    const error = await fails(behaviour, limits);
    expect(error.code).toBe(code);
    const shown = [JSON.stringify(error), String(error), error.stack].join("\n");
    for (const secret of [wanted.prompt, "they said so", ...under().secrets]) expect(shown).not.toContain(secret);
  });

  test("the wait that a limit asks for is handed on", async () => {
    const error = await fails(status(429, { "retry-after": "3" }));
    expect(error).toMatchObject({ code: "provider.rate_limited", retry_after_ms: 3000 });
  });
}

function testStops(under: () => ImagesUnderTest, draw: Draw): void {
  test("a signal that is already aborted calls nothing", async () => {
    const before = under().fake.requests.length;
    await expect(draw({}, AbortSignal.abort())).rejects.toMatchObject({ code: "provider.cancelled" });
    expect(under().fake.requests.length).toBe(before);
  });

  test("aborting while it draws stops the upstream", async () => {
    const controller = new AbortController();
    under().fake.next(() => ({ kind: "events", events: [], end: "hang" }));
    const drawn = draw({}, controller.signal);
    const ended = drawn.catch((reason: unknown) => reason);
    await expect.poll(() => under().fake.open(), { timeout: 2000, interval: 5 }).toBe(1);
    controller.abort();
    expect(await ended).toMatchObject({ code: "provider.cancelled" });
    await expect.poll(() => under().fake.open(), { timeout: 2000, interval: 5 }).toBe(0);
  });
}
