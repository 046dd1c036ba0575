import { type Policy, resolvePolicy } from "../policy/resolve-policy.ts";
import { findObstacle } from "../processors/find-obstacle.ts";
import type { ProcessorFacts } from "../processors/processor.ts";

/** A processor with which nothing is wrong: what is changed about it decides. */
const exampleProcessor = (at: Date): ProcessorFacts => ({
  name: "Example",
  role: "processor",
  purposes: ["ai"],
  hosts: ["api.example.com"],
  data_categories: ["prompts"],
  country: "DE",
  contract: { reference: "example", signed_on: "2026-01-01" },
  transfer: null,
  reviewed_on: at.toISOString().slice(0, 10),
  retention_days: 0,
  zero_retention: "always",
  trains: false,
  policy_url: "https://example.com/privacy",
});

/** Why nothing would go to a processor that is so changed; under the strictest policy unless said otherwise. */
export function obstacleOf(
  at: Date,
  changed: Partial<ProcessorFacts>,
  policy: Policy = resolvePolicy([]),
): string | undefined {
  const facts = { ...exampleProcessor(at), ...changed };
  return findObstacle({ name: "example", facts, effectiveAt: at }, policy, at)?.reason;
}
