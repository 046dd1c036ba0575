import { Text } from "@mantine/core";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import type { Followed } from "./queries.ts";

type Recipient = Followed["recipients"][number];

const receivers: Record<Recipient["receiver"], string> = {
  webhook: "A program of theirs or of somebody they work with",
  authority: "An authority",
  ai_provider: "An AI provider",
  delivery: "A message",
};
const states: Record<Recipient["state"], { label: string; tone: Tone }> = {
  told: { label: "knows", tone: "good" },
  on_its_way: { label: "is being told", tone: "off" },
  failed: { label: "could not be reached yet", tone: "warn" },
  to_be_told: { label: "is told by a person", tone: "warn" },
  cannot_be_told: { label: "cannot be told; what they have runs out", tone: "off" },
};

/** Who had received what was wrong, and whether they know by now. */
export function Recipients({ request: { recipients } }: { request: Followed }) {
  if (recipients.length === 0) return null;
  return (
    <div>
      <Text fz="sm" fw={600}>
        Who had received what is corrected
      </Text>
      {recipients.map(({ receiver, received_at, state, told_at }) => (
        <Text fz="sm" key={`${receiver} ${received_at} ${state}`}>
          {receivers[receiver]}, last on <Time value={received_at} show="date" />:{" "}
          <StatusDot tone={states[state].tone}>{states[state].label}</StatusDot>
          {told_at && (
            <>
              , since <Time value={told_at} />
            </>
          )}
        </Text>
      ))}
    </div>
  );
}
