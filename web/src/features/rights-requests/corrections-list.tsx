import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { noteTold, type RightsDetails } from "./queries.ts";

type Correction = RightsDetails["corrections"][number];

const receivers: Record<Correction["receiver"], string> = {
  webhook: "Webhook",
  authority: "Authority, case",
  ai_provider: "AI provider",
  delivery: "Sent as",
};
const states: Record<Correction["state"], { label: string; tone: Tone }> = {
  told: { label: "Knows", tone: "good" },
  on_its_way: { label: "Is being told", tone: "off" },
  failed: { label: "Could not be reached: tell them yourself", tone: "bad" },
  to_be_told: { label: "Has to be told by you", tone: "warn" },
  cannot_be_told: { label: "Cannot be told; what they have runs out by their agreement", tone: "off" },
};

/** Who had received what was wrong, and whether they know by now. */
export function CorrectionsList({ request }: { request: RightsDetails }) {
  if (request.corrections.length === 0) return null;
  return (
    <div>
      <Text fz="sm" fw={600}>
        Who had received it before
      </Text>
      <Stack gap="xs" mt={4}>
        {request.corrections.map((one) => (
          <CorrectionRow key={one.id} correction={one} />
        ))}
      </Stack>
    </div>
  );
}

function CorrectionRow({ correction }: { correction: Correction }) {
  const { can } = useCurrent();
  const client = useQueryClient();
  const { id, receiver, target, received_at, state, told_at } = correction;
  const note = useMutation({
    mutationFn: () => noteTold(id),
    onSuccess: () => tell("Noted."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries({ queryKey: ["rights-requests"] }),
  });
  const isMine = (state === "to_be_told" || state === "failed") && can("rights_requests.write");
  return (
    <Group justify="space-between">
      <div>
        <Text fz="sm" className="anywhere">
          {receivers[receiver]} {target}, last on <Time value={received_at} show="date" />
        </Text>
        <StatusDot tone={states[state].tone}>{states[state].label}</StatusDot>
        {told_at && (
          <Text span fz="sm">
            {" "}
            since <Time value={told_at} />
          </Text>
        )}
      </div>
      {isMine && (
        <Button size="compact-xs" variant="default" loading={note.isPending} onClick={() => note.mutate()}>
          I told them
        </Button>
      )}
    </Group>
  );
}
