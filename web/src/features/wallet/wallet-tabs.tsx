import { PageTabs } from "../../design/page/page-tabs.tsx";

export function WalletTabs() {
  return (
    <PageTabs
      label="Wallet"
      tabs={[
        { to: "/wallet", label: "Balance" },
        { to: "/wallet/transactions", label: "Transactions" },
        { to: "/wallet/usage", label: "Usage" },
        { to: "/wallet/budgets", label: "Budgets" },
      ]}
    />
  );
}
