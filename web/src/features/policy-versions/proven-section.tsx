import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { states } from "../promises/describe-state.ts";
import type { TrustPage } from "./queries.ts";

type Section = TrustPage["sections"][number];

/** One part of the policy: each sentence, and below it whether it is so. */
export function ProvenSection({ section, children }: { section: Section; children?: ReactNode }) {
  return (
    <section aria-label={section.heading}>
      <Title order={2} mb={6}>
        {section.heading}
      </Title>
      {section.sentences.map((one) => (
        <Sentence key={one.promise} sentence={one} />
      ))}
      {children}
    </section>
  );
}

function Sentence({
  sentence: { says, state, looked_at, wrong, promise },
}: {
  sentence: Section["sentences"][number];
}) {
  const { tone, label } = states[state];
  return (
    <div id={promise} style={{ paddingBlock: 6 }}>
      <Text fz="sm">{says}</Text>
      <Group gap={10}>
        <StatusDot tone={tone}>{label}</StatusDot>
        {looked_at && (
          <Text fz="xs" c="dimmed" component="span">
            Looked at <Time value={looked_at} />
          </Text>
        )}
      </Group>
      {wrong && (
        <Text fz="sm" c="var(--bad)">
          {wrong}
        </Text>
      )}
    </div>
  );
}
