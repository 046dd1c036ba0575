import { Group, Table } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { FiguresChoice } from "../../design/forms/figures-choice.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Credits } from "./credits.tsx";
import { LedgerSwitch } from "./ledger-switch.tsx";
import { type UsageBy, type UsageRow, usageQuery } from "./queries.ts";
import { sumUsage } from "./sum-usage.ts";
import { UsageChart } from "./usage-chart.tsx";
import { useLedger } from "./use-ledger.ts";
import { useSubjectNames } from "./use-subject-names.ts";
import { WalletTabs } from "./wallet-tabs.tsx";

const choices: { value: UsageBy; label: string }[] = [
  { value: "workspace", label: "By workspace" },
  { value: "model", label: "By model" },
  { value: "agent", label: "By agent" },
  { value: "api_key", label: "By API key" },
  { value: "user", label: "By member" },
];

export function UsagePage() {
  const { organization } = useCurrent();
  const [ledger, choose] = useLedger();
  const [{ by, days }, chooseFigures] = useState<{ by: UsageBy; days: number }>({ by: "workspace", days: 30 });
  const query = useQuery(usageQuery(organization.id, { ledger, by, days }));
  return (
    <Page title="Wallet" tabs={<WalletTabs />} actions={<LedgerSwitch value={ledger} onChange={choose} />}>
      <Section
        title="Usage"
        description="What calls were charged, in credits, by day in UTC."
        action={
          <Group gap="xs">
            <FiguresChoice choices={choices} by={by} days={days} onChange={chooseFigures} />
          </Group>
        }
      >
        <QueryView query={query}>{({ data }) => <Usage rows={data} by={by} days={days} />}</QueryView>
      </Section>
    </Page>
  );
}

function Usage({ rows, by, days }: { rows: UsageRow[]; by: UsageBy; days: number }) {
  const nameOf = useSubjectNames();
  if (rows.length === 0) {
    return (
      <Empty icon={IconChartBar} title="Nothing was charged in this time">
        Once calls are made, you see here who and what they were for.
      </Empty>
    );
  }
  const label = choices.find(({ value }) => value === by)?.label ?? "Usage";
  return (
    <>
      <UsageChart rows={rows} days={days} nameOf={nameOf} />
      <DataTable label={label} columns={["Of", "Calls", "Charged"]}>
        {sumUsage(rows).map(({ of, calls, charged }) => (
          <Table.Tr key={of ?? ""}>
            <Table.Td className="anywhere">{nameOf(of)}</Table.Td>
            <Table.Td className="tabular">{calls.toLocaleString()}</Table.Td>
            <Table.Td>
              <Credits value={charged} />
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  );
}
