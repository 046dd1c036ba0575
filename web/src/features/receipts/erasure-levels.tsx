import { Table, Title } from "@mantine/core";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Time } from "../../design/time.tsx";
import type { Receipt } from "./queries.ts";

/** Each level is a stronger claim than the one before. */
export function ErasureLevels({ levels }: { levels: NonNullable<Receipt["levels"]> }) {
  const rows: [what: string, at: string, how: string][] = [
    ["Shown nowhere any more", levels.hidden_at, ""],
    ["Keys in use destroyed", levels.undecryptable_live_at, ""],
    ["Unreadable everywhere", levels.undecryptable_everywhere.by, levels.undecryptable_everywhere.how],
    ["Bytes gone, backups too", levels.bytes_gone.by, ""],
  ];
  return (
    <>
      <Title order={2}>How far it goes, and by when</Title>
      <DataTable label="How far it goes" columns={["What", "By", "How"]} minWidth={480}>
        {rows.map(([what, at, how]) => (
          <Table.Tr key={what}>
            <Table.Td>{what}</Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              <Time value={at} show="full" />
            </Table.Td>
            <Table.Td>{how}</Table.Td>
          </Table.Tr>
        ))}
        {levels.processors.map(({ name, outcome, by }) => (
          <Table.Tr key={`${name} ${outcome}`}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{by ? <Time value={by} show="full" /> : ""}</Table.Td>
            <Table.Td>{outcome}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  );
}
