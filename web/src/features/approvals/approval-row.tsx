import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Credits } from "../wallet/credits.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import type { Approval } from "./queries.ts";
import { ToolQuestion } from "./tool-question.tsx";

const states = {
  pending: ["Waiting", "warn"],
  approved: ["Approved", "good"],
  rejected: ["Rejected", "bad"],
  expired: ["Nobody decided in time", "off"],
  void: ["Changed meanwhile", "off"],
} as const;

export function ApprovalRow({ approval }: { approval: Approval }) {
  const { can } = useCurrent();
  const [verb, setVerb] = useState<"approve" | "reject">();
  const { state, summary, reason, amount, expires_at, ended_at, yes_needed, first_yes_by } = approval;
  const [label, tone] = states[state];
  return (
    <Group justify="space-between" align="flex-start" py={12} style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 260px", minWidth: 0 }}>
        <Text fz="sm" className="anywhere">
          {summary}
        </Text>
        {approval.kind === "tool" && <ToolQuestion approvalId={approval.id} />}
        {reason && (
          <Text fz="sm" c="dimmed" className="anywhere">
            {reason}
          </Text>
        )}
        {yes_needed === 2 && state === "pending" && (
          <Text fz="sm" c="dimmed">
            {first_yes_by ? "One of two said yes." : "Takes the yes of two people who did not ask."}
          </Text>
        )}
        {amount !== null && (
          <Text fz="sm" c="dimmed">
            Costs at most <Credits value={amount} /> credits
          </Text>
        )}
        <Group gap={6}>
          <StatusDot tone={tone}>{label}</StatusDot>
          <Text fz="sm" c="dimmed">
            {ended_at ? (
              <Time value={ended_at} />
            ) : (
              <>
                expires <Time value={expires_at} />
              </>
            )}
          </Text>
        </Group>
      </div>
      {state === "pending" && can("approvals.decide") && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setVerb("reject")}>
            Reject…
          </Button>
          <Button size="compact-sm" onClick={() => setVerb("approve")}>
            Approve…
          </Button>
        </Group>
      )}
      {verb && <DecideDialog approval={approval} verb={verb} onClose={() => setVerb(undefined)} />}
    </Group>
  );
}
