import { Stack, Table, Text } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { OperatorIndex } from "./operator-index.tsx";
import { type Usage, usageQuery } from "./queries.ts";

const titles = {
  feature: "Features",
  route: "Requests",
  screen: "Screens",
  referrer: "Where people came from",
} as const;
const kinds = Object.keys(titles) as (keyof typeof titles)[];

export function UsagePage() {
  const usage = useQuery(usageQuery);
  return (
    <Page title="Usage" tabs={<OperatorIndex />}>
      <QueryView query={usage}>{(found) => <UsageSections usage={found} />}</QueryView>
    </Page>
  );
}

function UsageSections({ usage }: { usage: Usage }) {
  if (usage.days.length === 0)
    return (
      <Empty icon={IconChartBar} title="No day is counted yet">
        Each day is counted shortly after it ends, in UTC. Counts of fewer than {usage.people_min} people are withheld.
      </Empty>
    );
  const counted = kinds.filter((kind) => usage.counts.some((count) => count.kind === kind));
  return (
    <Stack>
      <Section
        title="The last 30 days"
        description={`Counts only, without people. What fewer than ${usage.people_min} did on a day is withheld and kept nowhere.`}
      >
        <DataTable label="Days" columns={["Day", "People", "Requests"]} minWidth={320}>
          {usage.days.toReversed().map(({ day, people, requests }) => (
            <Table.Tr key={day}>
              <Table.Td>{day.slice(0, 10)}</Table.Td>
              <Figure value={people} />
              <Figure value={requests} />
            </Table.Tr>
          ))}
        </DataTable>
        {usage.dropped > 0 && (
          <Text fz="sm" c="dimmed" mt="sm">
            {usage.dropped} requests came faster than they could be noted since this process started.
          </Text>
        )}
      </Section>
      {counted.map((kind) => (
        <CountsSection key={kind} title={titles[kind]} counts={usage.counts.filter((count) => count.kind === kind)} />
      ))}
    </Stack>
  );
}

function CountsSection({ title, counts }: { title: string; counts: Usage["counts"] }) {
  return (
    <Section title={title}>
      <DataTable label={title} columns={["What", "Uses", "People on the busiest day", "Days withheld"]}>
        {counts.map(({ name, uses, people, days, days_withheld }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <span className="mono anywhere">{name}</span>
            </Table.Td>
            <Figure value={uses} />
            <Figure value={people} />
            <Table.Td>
              {days_withheld} of {days}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Section>
  );
}

function Figure({ value }: { value: number | null }) {
  return <Table.Td>{value === null ? <Text c="dimmed">Withheld</Text> : value.toLocaleString()}</Table.Td>;
}
