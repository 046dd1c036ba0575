import { Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { changeEpoch, type KeyEpoch, keyEpochsQuery } from "./queries.ts";

const states: Record<KeyEpoch["state"], [Tone, string]> = {
  next: ["warn", "Being made"],
  current: ["good", "In use"],
  leaving: ["warn", "Keys are being wrapped anew"],
  ended: ["off", "Ended"],
};

/** Which keys wrap everybody's keys, since when, and that the old ones are gone. */
export function EpochsSection() {
  const query = useQuery(keyEpochsQuery);
  return (
    <Section
      title="Epochs of keys"
      description="Everybody's keys are wrapped under an epoch's key, outside the database. When that is destroyed, no older copy of theirs opens."
      action={<ChangeButton />}
    >
      <QueryView query={query}>
        {({ data, days, changes_at }) => (
          <>
            <Text size="sm" c="dimmed">
              An epoch lasts at most {days} days. {changes_at && <Next at={changes_at} />}
            </Text>
            <DataTable
              label="Epochs of keys"
              columns={["Epoch", "State", "Begun", "Keys", "Key destroyed"]}
              minWidth={640}
            >
              {data.map((epoch) => (
                <EpochRow key={epoch.id} epoch={epoch} />
              ))}
            </DataTable>
          </>
        )}
      </QueryView>
    </Section>
  );
}

const Next = ({ at }: { at: string }) => (
  <>
    The next begins <Time value={at} />.
  </>
);

function EpochRow({ epoch }: { epoch: KeyEpoch }) {
  const [tone, label] = states[epoch.state];
  const isLate = epoch.state === "ended" && epoch.destroyed_at === null;
  return (
    <Table.Tr>
      <Table.Td className="mono">{epoch.id}</Table.Td>
      <Table.Td>
        <StatusDot tone={isLate ? "bad" : tone}>{isLate ? "Ended, key not yet destroyed" : label}</StatusDot>
      </Table.Td>
      <Table.Td>{epoch.begun_at ? <Time value={epoch.begun_at} /> : "–"}</Table.Td>
      <Table.Td className="tabular">{epoch.state === "ended" ? "–" : epoch.keys}</Table.Td>
      <Table.Td>{epoch.destroyed_at ? <Time value={epoch.destroyed_at} /> : `no, it lies in ${epoch.store}`}</Table.Td>
    </Table.Tr>
  );
}

function ChangeButton() {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: changeEpoch,
    onSuccess: () => tell("A worker wraps all keys anew. Take a new copy of the keyring's folder afterwards."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(keyEpochsQuery),
  });
  return (
    <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate()}>
      Begin a new one now
    </Button>
  );
}
