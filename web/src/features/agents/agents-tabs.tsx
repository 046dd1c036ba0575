import { PageTabs } from "../../design/page/page-tabs.tsx";

export function AgentsTabs() {
  return (
    <PageTabs
      label="Agents"
      tabs={[
        { to: "/agents", label: "Agents" },
        { to: "/agents/skills", label: "Skills" },
        { to: "/agents/widgets", label: "Chat widgets" },
        { to: "/runs", label: "Runs" },
      ]}
    />
  );
}
