import { Group, SegmentedControl, Stack } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Page } from "../../design/page/page.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import type { SecuritySearch } from "./read-filters.ts";
import { SecurityEventsSection } from "./security-events-section.tsx";

const words = {
  mine: {
    title: "Your account",
    description: "What may have been an attack on your account. Say whether it was you: if not, your sessions end.",
  },
  organization: {
    title: "Organization",
    description: "What may have been an attack on this organization or on a member's account.",
  },
};

export function SecurityEventsPage() {
  const { can, organization } = useCurrent();
  const search = useSearch({ from: "/app/trust/security" });
  const navigate = useNavigate({ from: "/trust/security" });
  const mayRead = can("security_events.read");
  const view = mayRead && search.view === "organization" ? "organization" : "mine";
  const change = (changed: Partial<SecuritySearch>) =>
    void navigate({ search: (now) => ({ ...now, cursor: undefined, ...changed }), replace: true });
  return (
    <Page title="Security events" tabs={<TrustIndex />}>
      <Stack>
        {mayRead && (
          <Group>
            <SegmentedControl
              aria-label="Whose security events"
              value={view}
              onChange={(value) => change({ view: value === "organization" ? "organization" : undefined })}
              data={[
                { value: "mine", label: "Your account" },
                { value: "organization", label: organization.name },
              ]}
            />
          </Group>
        )}
        <SecurityEventsSection {...words[view]} view={view} search={search} onChange={change} />
      </Stack>
    </Page>
  );
}
