import { SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { Page } from "../../design/page/page.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyHistory } from "./policy-history.tsx";
import type { PolicyOf } from "./queries.ts";

/** Trust › Policy: the organization's, or one workspace's. */
export function PolicyPage() {
  const { organization, workspace, can } = useCurrent();
  const [level, setLevel] = useState<"organization" | "workspace" | "history">("organization");
  const [workspaceId, setWorkspaceId] = useState(workspace.id);
  const of: PolicyOf = level === "workspace" ? { level, workspaceId } : { level: "organization" };
  return (
    <Page title="Policy" tabs={<TrustIndex />}>
      <Stack>
        <SegmentedControl
          aria-label="Which policy"
          value={level}
          onChange={(value) => setLevel(value)}
          data={[
            { value: "organization", label: organization.name },
            { value: "workspace", label: "A workspace" },
            { value: "history", label: "History" },
          ]}
          style={{ alignSelf: "flex-start", maxWidth: "100%" }}
        />
        {level === "workspace" && (
          <Select
            label="Workspace"
            data={organization.workspaces.map(({ id, name }) => ({ value: id, label: name }))}
            value={workspaceId}
            allowDeselect={false}
            onChange={(id) => id && setWorkspaceId(id)}
            maw={320}
          />
        )}
        {level === "history" ? (
          <PolicyHistory />
        ) : (
          <PolicyEditor key={JSON.stringify(of)} of={of} isLocked={!can("policy.write")} />
        )}
      </Stack>
    </Page>
  );
}
