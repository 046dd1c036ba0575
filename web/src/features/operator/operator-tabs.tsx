import { PageTabs } from "../../design/page-tabs.tsx";

export function OperatorTabs() {
  return (
    <PageTabs
      label="Operator"
      tabs={[
        { to: "/operator/settings", label: "Settings" },
        { to: "/operator/mails", label: "Mail log" },
        { to: "/operator/mailbox", label: "Mailbox" },
        { to: "/operator/mail-templates", label: "Mail templates" },
        { to: "/operator/organizations", label: "Organizations" },
        { to: "/operator/profile", label: "Profile" },
        { to: "/operator/policy", label: "Policy" },
        { to: "/operator/processors", label: "Processors" },
        { to: "/operator/prices", label: "Prices" },
        { to: "/operator/backups", label: "Backups" },
        { to: "/operator/usage", label: "Usage" },
        { to: "/operator/security", label: "Security events" },
      ]}
    />
  );
}
