import { describeValue, isParameter, parameters } from "../../privacy/public.ts";
import type { Policy } from "../../egress/public.ts";
import type { AnyTable } from "../../framework/table.ts";

/** How long rows of a table stay, in words, with the values in force. */
export function describeKeep({ keep, owner }: AnyTable, policy: Policy): string {
  const { until } = keep;
  if (!until) return owner.kind === "system" ? keep.because : "until deleted";
  if (!("parameter" in until)) return until.days === 0 ? "until it runs out" : `${until.days} days`;
  if (!isParameter(until.parameter)) throw new Error(`promises/parameters.json has no ${until.parameter}`);
  return describeValue(parameters[until.parameter], policy.resolve(until.parameter).value);
}
