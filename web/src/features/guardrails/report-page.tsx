import { Group, Table } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { FiguresChoice } from "../../design/forms/figures-choice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
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

/** What the guardrail did: how often, never what. */
export function ReportPage() {
  const { workspace } = useCurrent();
  const [{ by, days }, choose] = useState<{ by: ReportBy; days: number }>({ by: "class", days: 30 });
  const query = useQuery(reportQuery(workspace.id, { by, days }));
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
      <Section title="What the guardrail did" description="How often, by day in UTC. What was found is not kept.">
        <Group gap="xs" mb="md">
          <FiguresChoice choices={choices} by={by} days={days} onChange={choose} />
          <DownloadButton name={`guardrail-by-${by}.csv`} fetchFile={() => downloadReport({ by, days })}>
            Export CSV
          </DownloadButton>
        </Group>
        <QueryView query={query}>{({ data }) => <Report rows={data} by={by} />}</QueryView>
      </Section>
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
