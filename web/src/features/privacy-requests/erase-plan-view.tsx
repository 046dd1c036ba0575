import { Alert, Stack, Table, Text, Title } from "@mantine/core";
import { DataTable } from "../../design/data-table.tsx";
import { countOf } from "../../design/format.ts";
import { Time } from "../../design/time.tsx";
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
      {plan.blockers.map(({ code, title, help }) => (
        <Alert key={code} color="yellow" title={title}>
          {help}
        </Alert>
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
    <DataTable label={label} columns={["What", "Records", "Why", lastColumn]}>
      {items.map((item) => (
        <Table.Tr key={item.table + item.action}>
          <Table.Td fw={500}>{item.what}</Table.Td>
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
