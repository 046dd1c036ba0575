import type { Decide } from "../framework/request/authorize.ts";
import { goldenDecisions } from "./golden-decisions.ts";

/** Every line of the golden table that an engine answers otherwise, by name, with its answer. */
export async function findWrongDecisions(decide: Decide): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, request, ...expected } of goldenDecisions) {
    const { allow, rule, obligations = [] } = await decide(request);
    const isAsExpected =
      allow === expected.allow &&
      (expected.rule === undefined || rule === expected.rule) &&
      obligations.join(" ") === (expected.audit ? "audit" : "");
    if (!isAsExpected) wrong.push(`${name}: answered ${allow} by ${rule} ${obligations.join(" ")}`);
  }
  return wrong;
}
