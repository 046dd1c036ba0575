import { Text } from "@mantine/core";
import { Page } from "../../design/page/page.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { MinorReportsSection } from "./minor-reports-section.tsx";

/** Trust › Minors: members whose account was reported to be a child's. */
export function MinorReportsPage() {
  const { organization, can } = useCurrent();
  return (
    <Page title="Minors" tabs={<TrustIndex />}>
      {can("minor_reports.read") ? (
        <MinorReportsSection
          view="organization"
          organizationId={organization.id}
          mayDecide={can("minor_reports.decide")}
        />
      ) : (
        <Text fz="sm" c="dimmed">
          Owners and admins see which accounts were reported.
        </Text>
      )}
    </Page>
  );
}

/** Operator › Minors: the same over the whole deployment. */
export function OperatorMinorReportsPage() {
  return (
    <Page title="Minors" tabs={<OperatorIndex />}>
      <MinorReportsSection view="operator" organizationId="" mayDecide />
    </Page>
  );
}
