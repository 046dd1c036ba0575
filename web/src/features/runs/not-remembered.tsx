import { Text } from "@mantine/core";
import type { RunTrace } from "./queries.ts";

type Counts = NonNullable<RunTrace["not_remembered"]>;

const because: Record<keyof Counts, string> = {
  guardrail: "stopped by the guardrail",
  full: "no room left in the agent's memory",
  too_many: "more than one message may bring",
  unreadable: "told in a form that cannot be read",
};

/** What an agent could have remembered of a turn and did not: how much and why, never what. */
export function NotRemembered({ counts }: { counts: Counts }) {
  const reasons = (Object.keys(because) as (keyof Counts)[]).filter((reason) => counts[reason]);
  const all = reasons.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
  return (
    <Text fz="sm" c="dimmed" mt={6}>
      Not remembered: {all} ({reasons.map((reason) => `${counts[reason]} ${because[reason]}`).join(", ")})
    </Text>
  );
}
