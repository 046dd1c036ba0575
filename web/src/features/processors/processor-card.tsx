import { Anchor, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { describeObstacle } from "./describe-obstacle.ts";
import type { Processor } from "./queries.ts";

const mechanisms = {
  adequacy: "adequacy decision",
  dpf: "EU-US Data Privacy Framework",
  scc: "standard contractual clauses",
  bcr: "binding corporate rules",
};

/** One entry of the register, as everyone may read it. */
export function ProcessorCard({ processor, actions }: { processor: Processor; actions?: ReactNode }) {
  const { name, country, purposes, data_categories, retention_days, transfer, contract, reviewed_on, policy_url } =
    processor;
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingBlock: 12 }}>
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Group gap={8}>
            <Text fw={500}>{name}</Text>
            <Text c="dimmed" fz="sm">
              {country} · {purposes.join(", ").replaceAll("_", " ")}
            </Text>
          </Group>
          {processor.obstacle ? (
            <StatusDot tone="warn">{describeObstacle(processor.obstacle)}</StatusDot>
          ) : (
            <StatusDot tone="good">May receive data</StatusDot>
          )}
        </div>
        {actions}
      </Group>
      <Text fz="sm" mt={4}>
        Receives {data_categories.join(", ")}; keeps it {retention_days} days; {describeTraining(processor)}.
      </Text>
      <Text fz="sm" c="dimmed">
        {contract ? `Agreement ${contract.reference} of ${contract.signed_on}. ` : "No agreement noted. "}
        {transfer && `Transfers by ${mechanisms[transfer.mechanism]}, to be reviewed by ${transfer.review_by}. `}
        {reviewed_on ? `Terms read on ${reviewed_on}. ` : ""}
        <Anchor href={policy_url} target="_blank" rel="noreferrer noopener" fz="sm">
          Its privacy policy
        </Anchor>
      </Text>
      <Text className="mono anywhere" fz="xs" c="dimmed">
        {processor.hosts.join(" ")}
      </Text>
    </div>
  );
}

/** Of what nobody has read yet, no more is said than who claims it. */
function describeTraining({ trains, reviewed_on }: Processor): string {
  if (trains) return "may train on it";
  return reviewed_on ? "does not train on it, by its terms" : "says it does not train on it, which nobody has checked";
}
