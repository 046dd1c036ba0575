import { Group, Text } from "@mantine/core";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { states } from "./describe-state.ts";
import type { Board, PromiseState } from "./queries.ts";

/** How many promises are in each state, and what the states mean. */
export function PromiseCounts({ counts }: { counts: Board["counts"] }) {
  const present = (Object.keys(states) as PromiseState[]).filter((state) => (counts[state] ?? 0) > 0);
  return (
    <Section
      title="How the promises stand"
      description="Each sentence of the privacy policy is tried out on the running system again and again. What was seen is sealed into a log that nobody can edit."
    >
      <Group gap="xl" align="flex-start">
        {present.map((state) => (
          <div key={state}>
            <Text fz={28} fw={600} lh={1.1}>
              {counts[state]}
            </Text>
            <StatusDot tone={states[state].tone}>{states[state].label}</StatusDot>
            <Text fz="xs" c="dimmed" maw={180}>
              {states[state].means}
            </Text>
          </div>
        ))}
      </Group>
    </Section>
  );
}
