import { Button, FileInput, Group, Stack, Table, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/data-table.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { Section } from "../../design/section.tsx";
import { tell } from "../../design/tell.tsx";
import { importArchive, type ImportReport } from "./queries.ts";

interface ImportSectionProps {
  whose: "mine" | "organization";
  title: string;
  description: string;
}

/** First what would come of an archive, table by table; then the same for good. */
export function ImportSection({ whose, title, description }: ImportSectionProps) {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: (chosen: File) => importArchive(whose, chosen, true) });
  const bring = useMutation({
    mutationFn: (chosen: File) => importArchive(whose, chosen, false),
    onSuccess: async () => {
      await client.invalidateQueries();
      tell("Imported.");
    },
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    look.reset();
    bring.reset();
    if (chosen) look.mutate(chosen);
  };
  const report = bring.data ?? look.data;
  const error = bring.error ?? look.error;
  return (
    <Section title={title} description={description}>
      <Stack>
        <FileInput
          label={`${title}: archive`}
          placeholder="Choose a zip, at most 64 MB"
          accept=".zip,application/zip"
          clearable
          leftSection={<IconUpload size={15} />}
          value={file}
          onChange={choose}
        />
        {look.isPending && <Text fz="sm">Reading…</Text>}
        {error && <ErrorNotice error={error} />}
        {report && <Report report={report} />}
        {file && look.data && !bring.data && (
          <Group>
            <Button
              aria-label={`${title}: import`}
              loading={bring.isPending}
              disabled={look.data.tables.every(({ created }) => created === 0)}
              onClick={() => bring.mutate(file)}
            >
              Import
            </Button>
          </Group>
        )}
      </Stack>
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
