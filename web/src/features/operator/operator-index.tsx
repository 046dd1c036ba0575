import { PageIndex } from "../../design/page/page-index.tsx";

export function OperatorIndex() {
  return (
    <PageIndex
      label="Operator"
      groups={[
        {
          label: "This deployment",
          parts: [
            { to: "/operator/settings", label: "Settings" },
            { to: "/operator/profile", label: "Profile" },
            { to: "/operator/backups", label: "Backups" },
            { to: "/operator/usage", label: "Usage" },
            { to: "/operator/security", label: "Security events" },
          ],
        },
        {
          label: "Who uses it",
          parts: [
            { to: "/operator/organizations", label: "Organizations" },
            { to: "/operator/minors", label: "Minors" },
            { to: "/operator/prices", label: "Prices" },
          ],
        },
        {
          label: "What is promised",
          parts: [
            { to: "/operator/policy", label: "Policy" },
            { to: "/operator/processors", label: "Processors" },
            { to: "/operator/takeovers", label: "Takeover" },
          ],
        },
        {
          label: "Mail",
          parts: [
            { to: "/operator/mails", label: "Mail log" },
            { to: "/operator/mailbox", label: "Mailbox" },
            { to: "/operator/mail-templates", label: "Mail templates" },
          ],
        },
      ]}
    />
  );
}
