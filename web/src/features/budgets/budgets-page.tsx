import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconGauge } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { WalletTabs } from "../wallet/wallet-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { BudgetDialog } from "./budget-dialog.tsx";
import { BudgetRow } from "./budget-row.tsx";
import { budgetsQuery } from "./queries.ts";

export function BudgetsPage() {
  const { organization, can } = useCurrent();
  const [isAdding, adding] = useDisclosure();
  const query = useQuery(budgetsQuery(organization.id));
  const mayWrite = can("budgets.write");
  const addButton = mayWrite && (
    <Button size="xs" onClick={adding.open}>
      Set a budget
    </Button>
  );
  return (
    <Page title="Wallet" tabs={<WalletTabs />} actions={addButton}>
      <Section
        title="Budgets"
        description="Nothing is spent past them. A call that does not fit is refused before it is sent."
      >
        <QueryView query={query}>
          {(budgets) =>
            budgets.length === 0 ? (
              <Empty icon={IconGauge} title="No budgets yet" action={addButton}>
                Hold the organization, a workspace, a member, an API key or an agent to an amount, by day, week or
                month.
              </Empty>
            ) : (
              <DataTable label="Budgets" columns={["For", "Spent", "Of", "Renews", ""]} minWidth={680}>
                {budgets.map((budget) => (
                  <BudgetRow key={budget.id} budget={budget} mayWrite={mayWrite} />
                ))}
              </DataTable>
            )
          }
        </QueryView>
      </Section>
      {isAdding && <BudgetDialog onClose={adding.close} />}
    </Page>
  );
}
