import { Table } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import "./data-table.css";

interface DataTableProps {
  /** What the rows are, for screen readers. */
  label: string;
  /** An empty heading is for a column of buttons. */
  columns: string[];
  minWidth?: number;
  children: ReactNode;
}

/** A table. On a phone each row becomes a block with its headings beside the values, so that nothing is cut off. */
export function DataTable({ label, columns, minWidth = 560, children }: DataTableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} role="group" aria-label={label}>
      <Table className="data-table" style={headingsOf(columns)}>
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

/** `--column-2: "Role"` and so on, which data-table.css shows before each value. */
function headingsOf(columns: string[]): CSSProperties {
  return Object.fromEntries(columns.map((column, index) => [`--column-${index + 1}`, JSON.stringify(column)]));
}
