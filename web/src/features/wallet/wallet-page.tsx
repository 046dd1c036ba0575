import { Button, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { Credits } from "./credits.tsx";
import { type Grant, type Wallet, walletQuery } from "./queries.ts";
import { ReconciliationSection } from "./reconciliation-section.tsx";
import { ReservationsSection } from "./reservations-section.tsx";
import { TopUpDialog } from "./top-up-dialog.tsx";
import { WalletTabs } from "./wallet-tabs.tsx";

export function WalletPage() {
  const { organization, can } = useCurrent();
  const [isToppingUp, toppingUp] = useDisclosure();
  const query = useQuery(walletQuery(organization.id));
  return (
    <Page
      title="Wallet"
      tabs={<WalletTabs />}
      actions={
        can("wallet.write") && (
          <Button size="xs" onClick={toppingUp.open}>
            Top up the sandbox
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {({ wallets }) => (
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {wallets.map((wallet) => (
                <Balance key={wallet.ledger} wallet={wallet} />
              ))}
            </SimpleGrid>
            {wallets.map((wallet) => (
              <Grants key={wallet.ledger} wallet={wallet} />
            ))}
            <ReservationsSection />
            <ReconciliationSection />
          </Stack>
        )}
      </QueryView>
      {isToppingUp && <TopUpDialog onClose={toppingUp.close} />}
    </Page>
  );
}

const titles = { real: "Credits", sandbox: "Sandbox credits" } as const;
const descriptions = {
  real: "Pay for calls to the providers you connected. Your operator gives them.",
  sandbox: "Pay for the sandbox's scripted answers, and for nothing else. No money is behind them.",
} as const;

function Balance({ wallet: { ledger, available, held, balance } }: { wallet: Wallet }) {
  return (
    <Section title={titles[ledger]} description={descriptions[ledger]}>
      <Text fz={28} fw={600} lts="-0.02em">
        <Credits value={available} />
      </Text>
      <Group gap="lg">
        <Text fz="sm" c="dimmed">
          Set aside for calls: <Credits value={held} />
        </Text>
        <Text fz="sm" c="dimmed">
          Balance: <Credits value={balance} />
        </Text>
      </Group>
    </Section>
  );
}

const sources = { starter: "To start with", operator: "From the operator", top_up: "Top-up" } as const;

function Grants({ wallet: { ledger, grants } }: { wallet: Wallet }) {
  if (grants.length === 0) return null;
  const title = ledger === "real" ? "Grants" : "Sandbox grants";
  return (
    <Section title={title} description="In the order they are used up: by priority, then what expires first.">
      <DataTable label={title} columns={["From", "Left", "Of", "Expires", "Given"]}>
        {grants.map((grant) => (
          <GrantRow key={grant.id} grant={grant} />
        ))}
      </DataTable>
    </Section>
  );
}

function GrantRow({ grant: { source, remaining, amount, expires_at, created_at } }: { grant: Grant }) {
  return (
    <Table.Tr>
      <Table.Td>{sources[source]}</Table.Td>
      <Table.Td>
        <Credits value={remaining} />
      </Table.Td>
      <Table.Td>
        <Credits value={amount} />
      </Table.Td>
      <Table.Td>{expires_at ? <Time value={expires_at} show="date" /> : "Never"}</Table.Td>
      <Table.Td>
        <Time value={created_at} show="date" />
      </Table.Td>
    </Table.Tr>
  );
}
