import { Group, Table, Text } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Credits } from "./credits.tsx";
import { LedgerSwitch } from "./ledger-switch.tsx";
import { downloadTransactions, type Transaction, transactionsQuery } from "./queries.ts";
import { useLedger } from "./use-ledger.ts";
import { WalletTabs } from "./wallet-tabs.tsx";

export function TransactionsPage() {
  const { organization } = useCurrent();
  const [ledger, choose] = useLedger();
  const query = useInfiniteQuery(transactionsQuery(organization.id, ledger));
  return (
    <Page
      title="Wallet"
      tabs={<WalletTabs />}
      actions={
        <Group gap="xs">
          <LedgerSwitch value={ledger} onChange={choose} />
          <DownloadButton name={`transactions-${ledger}.csv`} fetchFile={() => downloadTransactions(ledger)}>
            Export CSV
          </DownloadButton>
        </Group>
      }
    >
      <Section title="Transactions" description="The newest first, with the balance after each.">
        <QueryView query={query}>{({ pages }) => <Transactions rows={pages.flatMap(({ data }) => data)} />}</QueryView>
        <MoreRows query={query} />
      </Section>
    </Page>
  );
}

function Transactions({ rows }: { rows: Transaction[] }) {
  if (rows.length === 0) {
    return (
      <Empty icon={IconReceipt} title="Nothing has moved yet">
        Credits that are given, spent or lapse appear here, one line each.
      </Empty>
    );
  }
  return (
    <DataTable label="Transactions" columns={["When", "What", "For", "Amount", "Balance"]} minWidth={640}>
      {rows.map((row) => (
        <TransactionRow key={row.id} row={row} />
      ))}
    </DataTable>
  );
}

const kinds = { grant: "Given", charge: "Charged", lapse: "Lapsed" } as const;

function TransactionRow({ row: { created_at, kind, model, operation_key, amount, balance } }: { row: Transaction }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Time value={created_at} />
      </Table.Td>
      <Table.Td>{kinds[kind]}</Table.Td>
      <Table.Td>
        {model ?? "–"}
        <Text className="mono anywhere" fz="xs" c="dimmed">
          {operation_key}
        </Text>
      </Table.Td>
      <Table.Td>
        <Credits value={amount} />
      </Table.Td>
      <Table.Td>
        <Credits value={balance} />
      </Table.Td>
    </Table.Tr>
  );
}
