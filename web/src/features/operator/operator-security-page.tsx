import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "../../design/page/page.tsx";
import { SecurityEventsSection } from "../security-events/security-events-section.tsx";
import { OperatorIndex } from "./operator-index.tsx";

export function OperatorSecurityPage() {
  const search = useSearch({ from: "/app/operator/security" });
  const navigate = useNavigate({ from: "/operator/security" });
  return (
    <Page title="Security events" tabs={<OperatorIndex />}>
      <SecurityEventsSection
        title="Attacks on this deployment"
        description="What concerns no single account. Each person and organization is told of what concerns them."
        view="operator"
        search={search}
        onChange={(changed) =>
          void navigate({ search: (now) => ({ ...now, cursor: undefined, ...changed }), replace: true })
        }
      />
    </Page>
  );
}
