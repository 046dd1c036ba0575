import * as z from "zod";
import { type PlannedChange, planChanges, policyRange, policyValue, resolveParameter } from "../../egress/public.ts";
import { shift } from "../../privacy/public.ts";
import { mutable, nameRecipients, type Recipients } from "./describe-policy.ts";
import type { LoadedPolicy } from "./load-policy.ts";
import type { Wanted } from "./read-wanted.ts";

const state = z.object({ value: policyValue, range: policyRange });

export const changeOutput = z.object({
  parameter: z.string(),
  says: z.string(),
  before: state,
  after: state,
  direction: z.enum(["same", "tighter", "weaker"]),
  effective_at: z.iso.datetime().describe("Now, or the end of the notice period."),
  is_announced: z.boolean(),
});

export type DatedChange = PlannedChange & { effectiveAt: Date };

/** What saving would change, and when each change takes effect. */
export function dateChanges(loaded: LoadedPolicy, { settings }: Wanted, at: Date): DatedChange[] {
  const noticeDays = resolveParameter("notice.days", loaded.levels).value as number;
  const announced = shift(at, { amount: noticeDays, unit: "days" });
  return planChanges(loaded.levels, settings).map((change) => {
    const isAnnounced = change.isAnnounced && loaded.isNoticeDue;
    return { ...change, isAnnounced, effectiveAt: isAnnounced ? announced : at };
  });
}

export function describeChange(
  change: DatedChange,
  says: string,
  recipients: Recipients,
): z.input<typeof changeOutput> {
  const { parameter, before, after, direction, isAnnounced, effectiveAt } = change;
  const inWords = ({ value, range }: PlannedChange["before"]) => ({
    value: mutable(nameRecipients(parameter, value, recipients)),
    range: mutable(nameRecipients(parameter, range, recipients)),
  });
  return {
    parameter,
    says,
    before: inWords(before),
    after: inWords(after),
    direction,
    effective_at: effectiveAt.toISOString(),
    is_announced: isAnnounced,
  };
}
