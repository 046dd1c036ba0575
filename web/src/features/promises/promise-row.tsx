import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { states } from "./describe-state.ts";
import { EvidenceDialog } from "./evidence-dialog.tsx";
import type { KeptPromise } from "./queries.ts";

/** One sentence, its state and the last proof. */
export function PromiseRow({ promise }: { promise: KeptPromise }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { tone, label } = states[promise.state];
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingBlock: 12 }}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fz="sm">{promise.says}</Text>
          <Group gap={12} mt={4}>
            <StatusDot tone={tone}>{label}</StatusDot>
            <LastLook promise={promise} />
          </Group>
          {promise.state === "broken" && promise.last?.wrong && (
            <Text fz="sm" c="var(--bad)" mt={4}>
              {promise.last.wrong}
            </Text>
          )}
        </div>
        <Button size="compact-sm" variant="default" aria-label={`Proof of ${promise.promise}`} onClick={open}>
          Proof
        </Button>
      </Group>
      {isOpen && <EvidenceDialog promise={promise} onClose={close} />}
    </div>
  );
}

function LastLook({ promise: { state, last, off_without } }: { promise: KeptPromise }) {
  const words =
    state === "off" ? (
      `Not here: ${off_without ?? ""}`
    ) : last ? (
      <>
        Looked at <Time value={last.at} />
      </>
    ) : (
      "Not looked at yet"
    );
  return (
    <Text fz="xs" c="dimmed" component="span">
      {words}
    </Text>
  );
}
