import { Table } from "@mantine/core";
import type { ReactNode } from "react";

interface DataTableProps {
  /** What the rows are, for screen readers. */
  label: string;
  /** An empty heading is for a column of buttons. */
  columns: string[];
  minWidth?: number;
  children: ReactNode;
}

/** A table that scrolls sideways by itself where the screen is too narrow for it. */
export function DataTable({ label, columns, minWidth = 560, children }: DataTableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} role="group" aria-label={label}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (column ? <Heading key={column}>{column}</Heading> : <Table.Td key="actions" />))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Table.Th fz={12} fw={500} c="dimmed" style={{ whiteSpace: "nowrap" }}>
      {children}
    </Table.Th>
  );
}
