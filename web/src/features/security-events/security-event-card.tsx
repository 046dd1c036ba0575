import { Card, Group, Stack, Text } from "@mantine/core";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { describeAgent } from "../sessions/describe-agent.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { describeFacts } from "./describe-facts.ts";
import type { SecurityEvent } from "./queries.ts";

const tones: Record<SecurityEvent["severity"], { tone: Tone; label: string }> = {
  info: { tone: "off", label: "Note" },
  warning: { tone: "warn", label: "Warning" },
  critical: { tone: "bad", label: "Critical" },
};

interface SecurityEventCardProps {
  event: SecurityEvent;
  /** Whose account it is about, where that is not who looks. */
  who: string | undefined;
  isMine: boolean;
}

/** One event: what happened, what it means, what to do. */
export function SecurityEventCard({ event, who, isMine }: SecurityEventCardProps) {
  const { tone, label } = tones[event.severity];
  const facts = describeFacts(event.facts);
  return (
    <Card component="article" aria-label={event.title} padding="sm">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ flex: "1 1 300px", minWidth: 0 }}>
          <Group gap="xs">
            <StatusDot tone={tone}>{label}</StatusDot>
            <Text fz="sm" fw={600}>
              {event.title}
            </Text>
          </Group>
          <Text fz="sm">
            {event.explanation} {event.advice}
          </Text>
          <Text fz="xs" c="dimmed" className="anywhere" component="div">
            <Time value={event.at} show="full" />
            {who && ` · ${who}`}
            {event.client && ` · ${event.client.ip} · ${describeAgent(event.client.user_agent)}`}
            {facts && ` · ${facts}`}
          </Text>
        </Stack>
        {isMine && <AnswerButtons event={event} />}
      </Group>
    </Card>
  );
}
