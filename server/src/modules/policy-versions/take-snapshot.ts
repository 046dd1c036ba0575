import { createHash } from "node:crypto";
import type { App } from "../../framework/app.ts";
import type { Policy, Processor } from "../../egress/public.ts";
import { canonicalPromises, parameterNames, purposes } from "../../privacy/public.ts";
import type { OperatorProfile } from "./operator-profile.ts";
import type { PolicySnapshot } from "./tables.ts";

const digest = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** What a version promises, in a form in which two can be compared. */
export function takeSnapshot(
  app: App,
  { policy, processors, profile }: { policy: Policy; processors: readonly Processor[]; profile: OperatorProfile },
): PolicySnapshot {
  const made = [...canonicalPromises].filter(([, { needs }]) => !needs || app.provides.has(needs));
  return {
    values: Object.fromEntries(parameterNames.map((name) => [name, policy.resolve(name).value])),
    processors: snapshotProcessors(processors),
    ...snapshotPurposes(),
    promises: made.map(([name]) => name),
    wording: digest(made.map(([, { says }]) => says)),
    operator: digest(
      Object.keys(profile)
        .toSorted()
        .map((name) => [name, profile[name as keyof OperatorProfile]]),
    ),
  };
}

export const snapshotProcessors = (processors: readonly Processor[]): PolicySnapshot["processors"] =>
  Object.fromEntries(
    processors.map(({ name, facts: { country, purposes: why, data_categories, retention_days } }) => [
      name,
      { country, purposes: why, data_categories, retention_days },
    ]),
  );

export const snapshotPurposes = (): Pick<PolicySnapshot, "purposes" | "bases"> => ({
  purposes: [...purposes.keys()],
  bases: Object.fromEntries([...purposes].map(([name, { basis }]) => [name, basis])),
});
