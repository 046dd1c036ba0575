import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { Credits } from "../wallet/credits.tsx";
import { type RunBudget, runBudgetsQuery, type RunTrace } from "./queries.ts";

/** What a call of a run has to fit into, all at once. */
export function RunBudgets({ run }: { run: RunTrace }) {
  const query = useQuery(runBudgetsQuery(run));
  return (
    <Section title="Budgets" description="Each question to the model has to fit into all of them.">
      <QueryView query={query}>
        {(budgets) =>
          budgets.length === 0 ? (
            <Text fz="sm" c="dimmed">
              No budget binds this run. It may spend what is in the wallet.
            </Text>
          ) : (
            <DataTable label="Budgets" columns={["Whose", "Left", "Of", "Given anew"]} minWidth={420}>
              {budgets.map((one) => (
                <BudgetRow key={one.id ?? "run"} budget={one} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

const subjects: Record<RunBudget["subject"], string> = {
  run: "This run",
  widget: "The chat widget",
  agent: "The agent",
  api_key: "The API key that asked",
  user: "You",
  workspace: "The workspace",
  organization: "The organization",
};
const periods: Record<RunBudget["period"], string> = {
  once: "",
  daily: " a day",
  weekly: " a week",
  monthly: " a month",
};

function BudgetRow({ budget: { subject, left, ceiling, period, renews_at, ended_run } }: { budget: RunBudget }) {
  return (
    <Table.Tr>
      <Table.Td>
        {subjects[subject]}
        {ended_run && (
          <Text fz="xs" c="var(--bad)">
            It did not allow more, and so the run ended.
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Credits value={left} />
      </Table.Td>
      <Table.Td>
        <Credits value={ceiling} />
        {periods[period]}
      </Table.Td>
      <Table.Td>{renews_at ? <Time value={renews_at} /> : period === "once" ? "Never" : "Now"}</Table.Td>
    </Table.Tr>
  );
}
