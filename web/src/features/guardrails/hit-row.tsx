import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LevelBadge } from "./level-badge.tsx";
import { addException, exceptionsQuery, type PreviewHit } from "./queries.ts";

/** `value` is missing where whoever looks may not read what it stands in. */
type Props = { hit: PreviewHit; value: string | undefined; where: string | undefined; onChanged: () => void };

export function HitRow({ hit, value, where, onChanged }: Props) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const except = useMutation({
    mutationFn: (of: string) => addException({ class: hit.class, value: of, note: null }),
    onSuccess: () => {
      tell("It leaves as it is from now on. Take it back under Exceptions.");
      onChanged();
      return client.invalidateQueries(exceptionsQuery(workspace.id));
    },
  });
  const mayExcept = value !== undefined && !hit.excepted && can("guardrails.write");
  return (
    <Group justify="space-between" gap="xs" style={{ borderTop: "1px solid var(--line)", paddingBlock: 10 }}>
      <div style={{ flex: "1 1 280px", minWidth: 0 }}>
        <Text fz="sm" fw={500} className="anywhere">
          {value ?? where}
        </Text>
        {value && where && (
          <Text fz="xs" c="dimmed">
            {where}
          </Text>
        )}
        <Text fz="sm">{hit.sentence}</Text>
        <Text fz="xs" c="dimmed" className="mono anywhere">
          {hit.rule}
        </Text>
        {except.error && <ErrorNotice error={except.error} />}
      </div>
      <Group gap="xs">
        <LevelBadge level={hit.level} />
        {mayExcept && (
          <Button
            size="compact-sm"
            variant="default"
            loading={except.isPending}
            aria-label={`Not personal data: ${value}`}
            onClick={() => except.mutate(value)}
          >
            Not personal data
          </Button>
        )}
      </Group>
    </Group>
  );
}
