import { Table, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describeValue } from "./describe-value.ts";
import { historyQuery, type PolicyChange } from "./queries.ts";

/** Every change of the organization's policies, newest first. */
export function PolicyHistory() {
  const { organization } = useCurrent();
  const query = useInfiniteQuery(historyQuery(organization.id));
  return (
    <Section title="History" description="Who changed what, and from when it held.">
      <QueryView query={query}>
        {({ pages }) => {
          const changes = pages.flatMap(({ data }) => data);
          if (changes.length === 0)
            return (
              <Empty icon={IconHistory} title="Nothing was changed yet">
                The strictest policy holds, as Avow comes.
              </Empty>
            );
          return (
            <DataTable label="Policy changes" columns={["Parameter", "Became", "By", "Saved", "In force"]}>
              {changes.map((change) => (
                <HistoryRow key={change.id} change={change} />
              ))}
            </DataTable>
          );
        }}
      </QueryView>
      <MoreRows query={query}>Older changes</MoreRows>
    </Section>
  );
}

function HistoryRow({ change }: { change: PolicyChange }) {
  const { organization } = useCurrent();
  const workspace = organization.workspaces.find(({ id }) => id === change.workspace_id);
  return (
    <Table.Tr>
      <Table.Td>
        <Text className="mono" fz="sm">
          {change.parameter}
        </Text>
        {change.workspace_id && (
          <Text fz="xs" c="dimmed">
            in {workspace?.name ?? "a workspace"}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{change.value === null ? "what is above" : describeValue({ unit: null }, change.value)}</Table.Td>
      <Table.Td>{change.set_by?.name ?? "Someone who left"}</Table.Td>
      <Table.Td>
        <Time value={change.created_at} />
      </Table.Td>
      <Table.Td>{change.withdrawn_at ? "withdrawn" : <Time value={change.effective_at} show="date" />}</Table.Td>
    </Table.Tr>
  );
}
