import { afterAll, beforeAll, describe } from "vitest";
import { operatorFetch } from "../../egress/outward/operator-fetch.ts";
import { systemClock } from "../../framework/clock.ts";
import { testNer } from "../roles/models/ner.contract.ts";
import { openFakeGliner } from "./fake.ts";
import { gliner } from "./gliner.ts";

let fake: Awaited<ReturnType<typeof openFakeGliner>>;
beforeAll(async () => {
  fake = await openFakeGliner();
});
afterAll(() => fake.close());

const fetch = operatorFetch({ idleTimeoutMs: 2000 });
const limits = { firstByteMs: 1500, idleMs: 1500, totalMs: 3000 };

describe.each(["/predict", "/v1/extract"])("as every server for names, at %s", (path) => {
  testNer(() => ({ ...fake, server: gliner({ url: fake.url + path, clock: systemClock, limits }), fetch }));
});
