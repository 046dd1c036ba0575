import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { evidenceOutcomes, runProbes } from "../../privacy/public.ts";

const looked = z.object({
  promise: z.string(),
  outcome: z.enum(evidenceOutcomes),
  wrong: z.string().nullable(),
  took_ms: z.int(),
});

export const runPromises = endpoint({
  method: "POST",
  path: "/operator/promises/run",
  summary: "Look at promises now: all of them, or those named.",
  scope: "operator",
  permission: "operator",
  purpose: "security",
  rate: "expensive",
  input: z.strictObject({ promises: z.array(z.string().max(60)).max(100).optional() }),
  output: z.object({ looked: z.array(looked) }),
  audit: { action: "promises.looked_at", target: () => "" },
  async prepare(ctx, { promises }) {
    const app = ctx.port(composedPort)();
    return runProbes(app, promises ?? app.promises.map(({ promise }) => promise));
  },
  run(_ctx, _input, { prepared }) {
    const done = prepared as Awaited<ReturnType<typeof runProbes>>;
    const described = done.map(({ promise, outcome, finding, tookMs }) => ({
      promise,
      outcome,
      wrong: finding.wrong ?? null,
      took_ms: Math.round(tookMs),
    }));
    return Promise.resolve({ looked: described });
  },
});
