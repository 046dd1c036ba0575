import { Badge, Group, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { DeliveryTimeline } from "./delivery-timeline.tsx";
import type { Delivery } from "./queries.ts";
import { useTargetNames } from "./use-target-names.ts";
import { stateTones, stateWords, wordsOfKind } from "./states.ts";

/** One effect in a line; open, all that happened to it. */
export function DeliveryRow({ delivery, isOpenAtFirst = false }: { delivery: Delivery; isOpenAtFirst?: boolean }) {
  const [isOpen, { toggle }] = useDisclosure(isOpenAtFirst);
  const { nameOf } = useTargetNames();
  const { id, kind, state, target, recipient, attempts, created_at, sandbox } = delivery;
  return (
    <div style={{ borderTop: "1px solid var(--line)" }}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} w="100%" py={10}>
        <Group justify="space-between" gap="xs">
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Text fz="sm" fw={500} className="anywhere">
              {wordsOfKind(kind)} to {recipient ?? (target === null ? "nobody named" : nameOf(target))}{" "}
              {sandbox && <Badge variant="light">sandbox</Badge>}
            </Text>
            <Text fz="xs" c="dimmed" className="anywhere">
              {id} · <Time value={created_at} />
            </Text>
          </div>
          <Group gap="xs">
            <Text fz="sm" className="tabular">
              {attempts === 1 ? "1 attempt" : `${attempts} attempts`}
            </Text>
            <StatusDot tone={stateTones[state]}>{stateWords[state]}</StatusDot>
          </Group>
        </Group>
      </UnstyledButton>
      {isOpen && <DeliveryTimeline id={id} />}
    </div>
  );
}
