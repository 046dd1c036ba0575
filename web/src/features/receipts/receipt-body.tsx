import { DataList, List, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Time } from "../../design/time.tsx";
import { ErasureLevels } from "./erasure-levels.tsx";
import type { Receipt } from "./queries.ts";

const subjects = { user: "A person", organization: "An organization", contact: "A person without an account" };

export function ReceiptBody({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <DataList labelWidth={120} size="sm">
        <Fact label="Receipt">{receipt.id}</Fact>
        <Fact label="From">{`${receipt.deployment.name}, ${receipt.deployment.origin}`}</Fact>
        <Fact label={receipt.kind === "erasure" ? "Erased" : "Exported"}>{subjects[receipt.subject.kind]}</Fact>
        <Fact label="Asked">
          <Time value={receipt.requested_at} show="full" />
        </Fact>
        <Fact label="Completed">
          <Time value={receipt.completed_at} show="full" />
        </Fact>
      </DataList>
      {receipt.levels && <ErasureLevels levels={receipt.levels} />}
      <Title order={2}>What went</Title>
      {receipt.removed.length > 0 ? <Removed removed={receipt.removed} /> : <Nothing />}
      <Title order={2}>What stayed</Title>
      {receipt.kept.length > 0 ? <Kept kept={receipt.kept} /> : <Nothing />}
      {receipt.limits.length > 0 && (
        <>
          <Title order={2}>What this receipt does not claim</Title>
          <List fz="sm" spacing={6}>
            {receipt.limits.map((limit) => (
              <List.Item key={limit}>{limit}</List.Item>
            ))}
          </List>
        </>
      )}
    </>
  );
}

function Nothing() {
  return <Text fz="sm">Nothing.</Text>;
}

function Removed({ removed }: { removed: Receipt["removed"] }) {
  return (
    <DataTable label="What went" columns={["What", "Records"]} minWidth={300}>
      {removed.map(({ label, rows }) => (
        <Table.Tr key={label}>
          <Table.Td className="sentence">{label}</Table.Td>
          <Table.Td className="tabular">{rows.toLocaleString()}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

function Kept({ kept }: { kept: Receipt["kept"] }) {
  return (
    <DataTable label="What stayed" columns={["What", "Records", "Fields", "Basis", "Until"]} minWidth={560}>
      {kept.map(({ what, rows, columns, basis, until }) => (
        <Table.Tr key={what + basis}>
          <Table.Td className="sentence">{what}</Table.Td>
          <Table.Td className="tabular">{rows.toLocaleString()}</Table.Td>
          <Table.Td>{columns.join(", ")}</Table.Td>
          <Table.Td>{basis}</Table.Td>
          <Table.Td>
            <Time value={until} show="date" />
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue className="anywhere">{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
