import { Button, Group, NativeSelect, Stack, Table } from "@mantine/core";
import { IconChartBar, IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/data-table.tsx";
import { Empty } from "../../design/empty.tsx";
import { ErrorNotice } from "../../design/error-notice.tsx";
import { ButtonLink } from "../../design/links.tsx";
import { Page } from "../../design/page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { saveBlob } from "../../design/save-blob.ts";
import { Section } from "../../design/section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LevelBadge } from "./level-badge.tsx";
import { downloadReport, type ReportBy, type ReportRow, reportQuery } from "./queries.ts";
import { ReportChart } from "./report-chart.tsx";
import { sumReport } from "./sum-report.ts";
import { useNameOf } from "./use-name-of.ts";

const choices: { value: ReportBy; label: string }[] = [
  { value: "class", label: "By class" },
  { value: "rule", label: "By rule" },
  { value: "route", label: "By route or model" },
  { value: "way", label: "By way out" },
];
const periods = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `Last ${days} days` }));

/** What the guardrail did: how often, never what. */
export function ReportPage() {
  const { workspace } = useCurrent();
  const [by, setBy] = useState<ReportBy>("class");
  const [days, setDays] = useState(30);
  const query = useQuery(reportQuery(workspace.id, { by, days }));
  const download = useMutation({
    mutationFn: () => downloadReport({ by, days }),
    onSuccess: (file) => saveBlob(file, `guardrail-by-${by}.csv`),
  });
  return (
    <Page
      title="Trust"
      tabs={<TrustIndex />}
      actions={
        <ButtonLink to="/trust/guardrails" size="xs" variant="default">
          All guardrails
        </ButtonLink>
      }
    >
      <Stack>
        {download.error && <ErrorNotice error={download.error} />}
        <Section title="What the guardrail did" description="How often, by day in UTC. What was found is not kept.">
          <Group gap="xs" mb="md">
            <NativeSelect
              size="xs"
              aria-label="Group by"
              data={choices}
              value={by}
              onChange={({ currentTarget }) =>
                setBy(choices.find(({ value }) => value === currentTarget.value)?.value ?? by)
              }
            />
            <NativeSelect
              size="xs"
              aria-label="Period"
              data={periods}
              value={String(days)}
              onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
            />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={15} />}
              loading={download.isPending}
              onClick={() => download.mutate()}
            >
              Export CSV
            </Button>
          </Group>
          <QueryView query={query}>{({ data }) => <Report rows={data} by={by} />}</QueryView>
        </Section>
      </Stack>
    </Page>
  );
}

function Report({ rows, by }: { rows: ReportRow[]; by: ReportBy }) {
  const nameOf = useNameOf(by);
  if (rows.length === 0) {
    return (
      <Empty icon={IconChartBar} title="Nothing was found in this time">
        Once something is masked, asked about or blocked, you see here how often.
      </Empty>
    );
  }
  return (
    <>
      <ReportChart rows={rows} />
      <DataTable label="Verdicts" columns={["Of", "What happened", "Calls and deliveries", "Found"]} minWidth={600}>
        {sumReport(rows).map(({ of, action, verdicts, found }) => (
          <Table.Tr key={`${of} ${action}`}>
            <Table.Td className="anywhere">{nameOf(of)}</Table.Td>
            <Table.Td>
              <LevelBadge level={action} />
            </Table.Td>
            <Table.Td className="tabular">{verdicts.toLocaleString()}</Table.Td>
            <Table.Td className="tabular">{found.toLocaleString()}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  );
}
