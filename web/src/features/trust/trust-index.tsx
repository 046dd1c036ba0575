import { PageIndex } from "../../design/page/page-index.tsx";

export function TrustIndex() {
  return (
    <PageIndex
      label="Trust"
      groups={[
        {
          label: "Who may do what",
          parts: [
            { to: "/trust/members", label: "Members" },
            { to: "/trust/roles", label: "Roles" },
          ],
        },
        {
          label: "What is promised",
          parts: [
            { to: "/trust/promises", label: "Promises" },
            { to: "/trust/policy", label: "Policy" },
            { to: "/trust/publish", label: "Publish" },
            { to: "/trust/guardrails", label: "Guardrails" },
            { to: "/trust/processors", label: "Processors" },
            { to: "/trust/records", label: "Records" },
          ],
        },
        {
          label: "People's data",
          parts: [
            { to: "/trust/requests", label: "Requests" },
            { to: "/trust/holds", label: "Holds" },
            { to: "/trust/disclosures", label: "Disclosures" },
            { to: "/trust/incidents", label: "Incidents" },
            { to: "/trust/minors", label: "Minors" },
          ],
        },
        {
          label: "What happened",
          parts: [
            { to: "/trust/audit", label: "Audit" },
            { to: "/trust/security", label: "Security events" },
          ],
        },
        {
          label: "You",
          parts: [
            { to: "/trust/data", label: "My data" },
            { to: "/trust/consents", label: "My consents" },
          ],
        },
      ]}
    />
  );
}
