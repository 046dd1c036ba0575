import { Alert, Stack, Table, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { countOf } from "../../design/format.ts";
import { fillIn } from "../../design/states/problem.ts";
import { Time } from "../../design/time.tsx";
import { meQuery } from "../users/queries.ts";
import type { ErasePlan, PlanItem } from "./queries.ts";

const total = (items: PlanItem[]) =>
  countOf(
    items.reduce((sum, { rows }) => sum + rows, 0),
    "record",
  );

export function ErasePlanView({ plan }: { plan: ErasePlan }) {
  const gone = plan.items.filter(({ action }) => action !== "keep");
  const kept = plan.items.filter(({ action }) => action === "keep");
  return (
    <Stack>
      {plan.blockers.map((blocker) => (
        <Blocker key={blocker.code} blocker={blocker} />
      ))}
      <section>
        <Title order={3} mb={4}>
          What goes: {total(gone)}
        </Title>
        <PlanTable label="What goes" items={gone} lastColumn="How" />
      </section>
      <section>
        <Title order={3} mb={4}>
          What stays: {total(kept)}
        </Title>
        {kept.length > 0 ? (
          <PlanTable label="What stays" items={kept} lastColumn="Until" />
        ) : (
          <Text fz="sm" c="dimmed">
            Nothing.
          </Text>
        )}
      </section>
    </Stack>
  );
}

/** Organizations are told by id, which a person does not know them by. */
function Blocker({ blocker: { title, help, facts } }: { blocker: ErasePlan["blockers"][number] }) {
  const { organizations } = useSuspenseQuery(meQuery).data;
  const nameOf = (id: string) => organizations.find((organization) => organization.id === id)?.name ?? id;
  const named = Object.entries(facts).map(([name, fact]): [string, string] => [
    name,
    String(fact).split(" ").map(nameOf).join(", "),
  ]);
  return (
    <Alert color="yellow" title={title}>
      {fillIn(help, Object.fromEntries(named))}
    </Alert>
  );
}

interface PlanTableProps {
  label: string;
  items: PlanItem[];
  lastColumn: "How" | "Until";
}

const methods = {
  shred: "Key destroyed, then removed",
  delete: "Removed",
  anonymize: "Replaced by a role",
  export: "",
  keep: "",
};

function PlanTable({ label, items, lastColumn }: PlanTableProps) {
  return (
    <DataTable
      label={label}
      columns={["What", "Records", lastColumn === "How" ? "Was kept because" : "Stays because", lastColumn]}
    >
      {items.map((item) => (
        <Table.Tr key={item.table + item.action}>
          <Table.Td fw={500} className="sentence">
            {item.what}
          </Table.Td>
          <Table.Td className="tabular">{item.rows.toLocaleString()}</Table.Td>
          <Table.Td>{item.because}</Table.Td>
          <Table.Td style={{ whiteSpace: "nowrap" }}>
            {lastColumn === "How" ? (
              methods[item.action]
            ) : item.until ? (
              <Time value={item.until} show="date" />
            ) : (
              "Open"
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}
