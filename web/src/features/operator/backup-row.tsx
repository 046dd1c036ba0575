import { Button, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { use } from "react";
import { formatBytes } from "../../design/format.ts";
import { LocaleContext } from "../../design/locale.ts";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { type Backup, backupsQuery, drillBackup } from "./queries.ts";

const states: Record<Backup["state"], [Tone, string]> = {
  waiting: ["off", "Waiting"],
  running: ["warn", "Being taken"],
  taken: ["good", "Taken and checked"],
  failed: ["bad", "Failed"],
};

const drills: Record<NonNullable<Backup["drill"]>["state"], [Tone, string]> = {
  waiting: ["off", "Waiting"],
  running: ["warn", "Being restored"],
  passed: ["good", "Restored"],
  failed: ["bad", "Does not restore"],
};

export function BackupRow({ backup }: { backup: Backup }) {
  const { locale } = use(LocaleContext);
  return (
    <Table.Tr>
      <Table.Td>
        <Time value={backup.asked_at} />
      </Table.Td>
      <Table.Td>
        <State state={states[backup.state]} refusal={backup.refusal} />
      </Table.Td>
      <Table.Td className="tabular">{backup.bytes === null ? "–" : formatBytes(backup.bytes, locale)}</Table.Td>
      <Table.Td className="tabular">
        <Files backup={backup} />
      </Table.Td>
      <Table.Td className="tabular">{describeDuration(backup.duration_ms)}</Table.Td>
      <Table.Td>
        {backup.drill ? (
          <State state={drills[backup.drill.state]} refusal={backup.drill.refusal} at={backup.drill.drilled_at} />
        ) : (
          "–"
        )}
      </Table.Td>
      <Table.Td ta="right">{backup.state === "taken" && <DrillButton backup={backup} />}</Table.Td>
    </Table.Tr>
  );
}

/** How many files' contents are in it; what the store had no more is said in words, not by colour alone. */
function Files({ backup: { state, files, files_missing: missing } }: { backup: Backup }) {
  if (state !== "taken") return "–";
  if (files === null) return "left out";
  if (!missing) return files;
  return <StatusDot tone="bad">{`${files}, ${missing} missing`}</StatusDot>;
}

const describeDuration = (ms: number | null) => (ms === null ? "–" : `${(ms / 1000).toFixed(1)} s`);

type Shown = { state: [Tone, string]; refusal: string | null; at?: string | null };

function State({ state: [tone, label], refusal, at }: Shown) {
  return (
    <>
      <StatusDot tone={tone}>{label}</StatusDot>
      {(refusal ?? at) && (
        <Text fz="xs" c="dimmed">
          {refusal ?? <Time value={at ?? ""} />}
        </Text>
      )}
    </>
  );
}

function DrillButton({ backup }: { backup: Backup }) {
  const client = useQueryClient();
  const drill = useMutation({
    mutationFn: () => drillBackup(backup.id),
    onSuccess: () => tell("A worker restores it into a scratch database."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(backupsQuery),
  });
  const isUnderWay = backup.drill?.state === "waiting" || backup.drill?.state === "running";
  return (
    <Button size="compact-sm" variant="default" loading={drill.isPending || isUnderWay} onClick={() => drill.mutate()}>
      Drill
    </Button>
  );
}
