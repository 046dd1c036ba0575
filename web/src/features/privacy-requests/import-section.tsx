import { Table, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { FileImport } from "../../design/forms/file-import.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { importArchive, type ImportReport } from "./queries.ts";

interface ImportSectionProps {
  whose: "mine" | "organization";
  title: string;
  description: string;
}

/** First what would come of an archive, table by table; then the same for good. */
export function ImportSection({ whose, title, description }: ImportSectionProps) {
  const client = useQueryClient();
  return (
    <Section title={title} description={description}>
      <FileImport
        label={`${title}: archive`}
        placeholder="Choose a zip, at most 64 MB"
        accept=".zip,application/zip"
        actionLabel={`${title}: import`}
        take={(file, isTrial) => importArchive(whose, file, isTrial)}
        bringsNothing={({ tables }) => tables.every(({ created }) => created === 0)}
        onDone={async () => {
          await client.invalidateQueries();
          tell("Imported.");
        }}
      >
        {(report) => <Report report={report} />}
      </FileImport>
    </Section>
  );
}

function Report({ report }: { report: ImportReport }) {
  const comes = report.tables.filter(({ created, known }) => created + known > 0);
  const refused = report.tables.flatMap(({ table, refused: reasons }) => reasons.map((one) => ({ table, ...one })));
  const inWords = (name: string) => name.replaceAll("_", " ");
  return (
    <>
      <Text fz="sm" fw={500} role="status">
        {report.dry_run ? "Nothing is written yet. It would come to this:" : "Done:"}
      </Text>
      {comes.length > 0 && (
        <DataTable label="What comes along" columns={["What", "New", "Here already", "Contents"]}>
          {comes.map(({ table, created, known, contents }) => (
            <Table.Tr key={table}>
              <Table.Td>{inWords(table)}</Table.Td>
              <Table.Td className="tabular">{created.toLocaleString()}</Table.Td>
              <Table.Td className="tabular">{known.toLocaleString()}</Table.Td>
              <Table.Td className="tabular">{contents.toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
      {refused.length > 0 && (
        <DataTable label="What does not" columns={["What", "Rows", "Why"]}>
          {refused.map(({ table, reason, because, rows }) => (
            <Table.Tr key={`${table} ${reason}`}>
              <Table.Td>{inWords(table)}</Table.Td>
              <Table.Td className="tabular">{rows.toLocaleString()}</Table.Td>
              <Table.Td>{because}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </>
  );
}
