import { PageTabs } from "../../design/page/page-tabs.tsx";

export function ConnectionsTabs() {
  return (
    <PageTabs
      label="Connections"
      tabs={[
        { to: "/connections", label: "Models" },
        { to: "/connections/accounts", label: "Accounts" },
        { to: "/connections/mcp", label: "MCP servers" },
      ]}
    />
  );
}
