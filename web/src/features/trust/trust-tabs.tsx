import { PageTabs } from "../../design/page-tabs.tsx";

export function TrustTabs() {
  return (
    <PageTabs
      label="Trust"
      tabs={[
        { to: "/trust/members", label: "Members" },
        { to: "/trust/roles", label: "Roles" },
        { to: "/trust/promises", label: "Promises" },
        { to: "/trust/policy", label: "Policy" },
        { to: "/trust/guardrails", label: "Guardrails" },
        { to: "/trust/publish", label: "Publish" },
        { to: "/trust/processors", label: "Processors" },
        { to: "/trust/requests", label: "Requests" },
        { to: "/trust/incidents", label: "Incidents" },
        { to: "/trust/audit", label: "Audit" },
        { to: "/trust/security", label: "Security events" },
        { to: "/trust/data", label: "My data" },
      ]}
    />
  );
}
