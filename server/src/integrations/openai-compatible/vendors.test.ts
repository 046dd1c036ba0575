import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fakeClock } from "../../framework/clock.ts";
import { collect, describeModelProvider, textOf } from "../roles/models/model.contract.ts";
import type { StandInBehaviour } from "../roles/models/fake.ts";
import { testAbilities } from "../roles/models/tools.contract.ts";
import { answerAs, startFakeVendor } from "./testing/start-fake-vendor.ts";
import { vendorTraits } from "./testing/vendor-traits.ts";
import { openaiCompatible } from "./openai-compatible.ts";
import { vendors } from "./vendors.ts";

const clock = fakeClock(new Date("2026-01-01T00:00:00Z"));
const key = "sk-secret-key";
const leak = "BODY-SAYS-THIS";

test("each vendor has a stand-in, and a path that the stand-in has too", () => {
  expect(Object.keys(vendorTraits).toSorted()).toEqual(Object.keys(vendors).toSorted());
  for (const [kind, { url }] of Object.entries(vendors)) expect(new URL(url).pathname).toBe(vendorTraits[kind]!.path);
});

describe.each(Object.keys(vendors))("%s", (kind) => {
  const { dialect } = vendors[kind]!;
  const open = (url: string, limits = {}) => openaiCompatible({ id: "con_1", url, key, clock, dialect, limits });
  const traits = vendorTraits[kind]!;

  describeModelProvider(kind, async () => {
    const fake = await startFakeVendor(kind, key);
    const failing =
      (...behaviour: StandInBehaviour[]) =>
      (prompt: string) => {
        fake.next(...behaviour.map((one) => () => one));
        return prompt;
      };
    const status = (code: number, ...said: [string, string?, string?]) =>
      failing({ kind: "status", status: code, body: traits.error(...said) });
    const events = (text: string, end?: "close" | "cut" | "hang") =>
      failing({ kind: "events", events: [text], ...(end ? { end } : {}) });
    const begun = `data: {"choices":[{"index":0,"delta":{"content":"${leak}"}}]}\n\n`;
    return {
      provider: open(fake.base, { idleMs: 1000 }),
      model: traits.models,
      fetch,
      slowDown: () =>
        fake.next((request) => answerAs(traits, request, { words: Array<string>(200).fill("slow "), paceMs: 50 })),
      upstream: {
        open: fake.open,
        pace: (words) => fake.next((request) => answerAs(traits, request, { words, paceMs: 40 })),
        limit: (seconds) => {
          const headers = { "retry-after": String(seconds), "x-ratelimit-remaining-requests": "0" };
          fake.next(() => ({ kind: "status", status: 429, body: traits.error("slow down", "rate_limited"), headers }));
        },
      },
      failures: {
        "provider.key_refused": failing({ kind: "status", ...traits.wrongKey }),
        "provider.credit_exhausted": status(402, `${leak} Insufficient Balance`),
        "provider.rate_limited": status(429, leak, "rate_limited"),
        "provider.model_unknown": status(404, `The model ${leak} does not exist`, "not_found", "model_not_found"),
        "provider.prompt_too_long": status(400, `maximum context length is 8 tokens ${leak}`),
        "provider.request_refused": status(422, leak),
        "provider.failed": status(500, leak),
        "provider.overloaded": status(503, leak),
        "provider.malformed_answer": events(`data: {${leak}\n\n`),
        "provider.truncated_answer": events(begun, "close"),
        "egress.connection_lost": events(begun, "cut"),
        "egress.timed_out": events(begun, "hang"),
      },
      secrets: [key, leak],
      close: fake.close,
    };
  });

  describe("its dialect", () => {
    let fake: Awaited<ReturnType<typeof startFakeVendor>>;
    beforeAll(async () => {
      fake = await startFakeVendor(kind, key);
    });
    afterAll(() => fake.close());
    const call = () => ({ fetch, signal: new AbortController().signal });
    const ask = (more = {}) =>
      open(fake.base).stream({ model: traits.models, messages: [{ role: "user", content: "Hi" }], ...more }, call());

    testAbilities(() => ({ provider: open(fake.base), model: traits.models, fetch, isBlind: !traits.sees }));

    test("every setting is told in words it takes", async () => {
      const tools = [{ name: "get_weather", parameters: { type: "object", properties: {} } }];
      const settings = { max_tokens: 9, temperature: 0, top_p: 1, stop: ["END"], extra: { seed: 7 } };
      expect(
        textOf(await collect(ask({ ...settings, instructions: "Be kind.", tools, tool_choice: "required" }))),
      ).toBe("Echo: Hi");
    });

    test("it is counted as the vendor counts, thoughts kept apart from words, however the stream is cut", async () => {
      const counted = [];
      for (const split of [undefined, 1, 7]) {
        fake.next((request) => answerAs(traits, request, split ? { split } : {}));
        const chunks = await collect(ask());
        expect(textOf(chunks)).toBe("Echo: Hi");
        expect(chunks.some(({ type }) => type === "reasoning")).toBe(traits.thinks !== undefined);
        counted.push(chunks.find(({ type }) => type === "usage"));
      }
      const all = { type: "usage", tokens_in: 5, tokens_out: kind === "xai" ? 7 : 4 };
      const parts = { xai: { tokens_reasoning: 3 }, deepseek: { tokens_cached: 2 } }[kind] ?? {};
      expect(counted).toEqual(counted.map(() => ({ ...all, ...parts })));
      expect(counted).toHaveLength(3);
    });
  });
});
