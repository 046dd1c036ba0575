import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorFetch } from "../../egress/outward/operator-fetch.ts";
import { systemClock } from "../../framework/clock.ts";
import { testNer } from "../roles/models/ner.contract.ts";
import { openFakePresidio } from "./fake.ts";
import { presidio } from "./presidio.ts";

let fake: Awaited<ReturnType<typeof openFakePresidio>>;
beforeAll(async () => {
  fake = await openFakePresidio();
});
afterAll(() => fake.close());

const fetch = operatorFetch({ idleTimeoutMs: 2000 });
const limits = { firstByteMs: 1500, idleMs: 1500, totalMs: 3000 };
const server = () => presidio({ url: `${fake.url}/`, clock: systemClock, limits });

describe("as every server for names", () => {
  testNer(() => ({ ...fake, server: server(), fetch }));
});

test("a language that the analyzer has no model for is an error, not a text without names", async () => {
  const asked = server().find("Ada Lovelace", "xx", { fetch, signal: new AbortController().signal });
  await expect(asked).rejects.toMatchObject({ name: "ProviderError", code: "provider.failed" });
});
