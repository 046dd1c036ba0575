import { Table, Text } from "@mantine/core";
import { DataTable } from "../../design/tables/data-table.tsx";
import { FileImport } from "../../design/forms/file-import.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tell } from "../../design/states/tell.tsx";
import { InboxTabs } from "../inbox/inbox-tabs.tsx";
import { type ImportReport, importContacts } from "./queries.ts";
import { useContactChanged } from "./use-contact-changed.ts";
import { describeOutcome, describeReason, sumUp } from "./import-words.ts";

/** So many rows are shown; what is refused comes first. */
const shownMax = 200;

/** First what would come of it, row by row; then the same for good. */
export function ImportPage() {
  const changed = useContactChanged();
  return (
    <Page title="Inbox" tabs={<InboxTabs />}>
      <Section
        title="Import contacts"
        description="A CSV file with a header, in UTF-8: name, age, email, phone, whatsapp, telegram, web_visitor, social, consents, evidence. Several of a kind are divided by |, a social handle is name@network. You see what would come of it first."
        action={<AnchorLink to="/inbox/contacts">Back to the contacts</AnchorLink>}
      >
        <FileImport
          label="CSV file"
          placeholder="Choose a file, at most 2,000 rows"
          accept=".csv,text/csv"
          take={importContacts}
          bringsNothing={({ created, merged }) => created + merged === 0}
          onDone={async (report) => {
            await changed("");
            tell(`Imported: ${sumUp(report)}.`);
          }}
        >
          {(report) => <Report report={report} />}
        </FileImport>
      </Section>
    </Page>
  );
}

const tones = { created: "good", merged: "good", unchanged: "off", refused: "bad" } as const;

function Report({ report }: { report: ImportReport }) {
  const refusedFirst = report.rows.toSorted(
    (a, b) => Number(b.outcome === "refused") - Number(a.outcome === "refused") || a.line - b.line,
  );
  return (
    <>
      <Text fz="sm" fw={500} role="status">
        {report.dry_run ? `Nothing is written yet. It would come to: ${sumUp(report)}.` : `Done: ${sumUp(report)}.`}
      </Text>
      {report.ignored_columns > 0 && (
        <Text fz="sm" c="dimmed">
          {report.ignored_columns} columns have names that mean nothing here, and are left out.
        </Text>
      )}
      <DataTable label="Rows" columns={["Line", "What comes of it", "Why", ""]}>
        {refusedFirst.slice(0, shownMax).map((row) => (
          <Table.Tr key={row.line}>
            <Table.Td className="tabular">{row.line}</Table.Td>
            <Table.Td>
              <StatusDot tone={tones[row.outcome]}>{describeOutcome(row.outcome, report.dry_run)}</StatusDot>
            </Table.Td>
            <Table.Td>{row.problem && describeReason(row.problem)}</Table.Td>
            <Table.Td>
              {row.contact_id && (
                <AnchorLink to="/inbox/contacts/$contactId" params={{ contactId: row.contact_id }}>
                  Open
                </AnchorLink>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
      {report.rows.length > shownMax && (
        <Text fz="sm" c="dimmed">
          And {(report.rows.length - shownMax).toLocaleString()} more.
        </Text>
      )}
    </>
  );
}
