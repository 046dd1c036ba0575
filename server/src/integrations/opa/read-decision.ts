import * as z from "zod";
import type { Decision } from "../../framework/request/authorize.ts";

/** What a policy answers under `avow/decision`. Everything else, and every other shape, is no answer. */
const decision = z.strictObject({
  allow: z.boolean(),
  rule: z.string().max(200),
  obligations: z.array(z.string().max(50)).max(10),
});

/** @throws where the policy has no decision, or one of another shape */
export const readDecision = (result: unknown): Decision => decision.parse(result);
