import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { downloadDpv, downloadTable, type Records, recordsQuery, type RecordsTable } from "./queries.ts";
import { CcpaTable, CookiesTable, ProcessingTable, RetentionTable, TransfersTable } from "./records-tables.tsx";

/** Trust › Records: every table that the law asks for, written from what the code runs by. */
export function RecordsPage() {
  const { organization } = useCurrent();
  const query = useQuery(recordsQuery(organization.id));
  return (
    <Page title="Records" tabs={<TrustIndex />}>
      <QueryView query={query}>{(records) => <Tables records={records} />}</QueryView>
    </Page>
  );
}

function Tables({ records }: { records: Records }) {
  return (
    <>
      <Section
        title="Record of processing"
        description="As GDPR Art. 30 asks for it. It follows from the declarations of the code: nobody has to keep it up."
        action={
          <Group gap={8}>
            <Download label="CSV" name="processing.csv" of={() => downloadTable("processing")} />
            <Download label="JSON" name="records.json" of={() => Promise.resolve(asJson(records))} />
            <Download label="JSON-LD" name="records.jsonld" of={downloadDpv} />
          </Group>
        }
      >
        <ProcessingTable records={records} />
      </Section>
      <Section
        title="How long it stays"
        description="With the values in force."
        action={<TableDownload table="retention" />}
      >
        <RetentionTable records={records} />
      </Section>
      <Section
        title="Recipients and transfers"
        description="Everyone who may receive personal data, and what carries it into other countries."
        action={<TableDownload table="transfers" />}
      >
        <TransfersTable records={records} />
      </Section>
      <Section title="Cookies" description="All that the code can set. None of them is for anything but the service.">
        <CookiesTable records={records} />
      </Section>
      <Section
        title="Categories under California’s law"
        description="Cal. Civ. Code § 1798.140. Nothing is sold, and nothing is shared for advertising."
      >
        <CcpaTable records={records} />
      </Section>
    </>
  );
}

const asJson = (records: Records) => new Blob([JSON.stringify(records, null, 2)], { type: "application/json" });

const TableDownload = ({ table }: { table: RecordsTable }) => (
  <Download label="CSV" name={`${table}.csv`} of={() => downloadTable(table)} />
);

const Download = ({ label, name, of }: { label: string; name: string; of: () => Promise<Blob> }) => (
  <DownloadButton size="compact-sm" aria-label={`Download ${name}`} name={name} fetchFile={of}>
    {label}
  </DownloadButton>
);
