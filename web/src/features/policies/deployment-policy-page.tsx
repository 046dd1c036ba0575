import { Page } from "../../design/page/page.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { PolicyEditor } from "./policy-editor.tsx";

/** Operator › Policy: what every organization may choose from, and what holds until it does. */
export function DeploymentPolicyPage() {
  return (
    <Page title="Policy of this deployment" tabs={<OperatorIndex />}>
      <PolicyEditor of={{ level: "deployment" }} isLocked={false} />
    </Page>
  );
}
