import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";
import { DownloadLogButton } from "./download-log-button.tsx";
import { activityQuery, auditQuery } from "./queries.ts";
import { readFilters } from "./read-filters.ts";

export function AuditPage() {
  const { can } = useCurrent();
  const mayRead = can("audit.read");
  return (
    <Page title="Audit" tabs={<TrustIndex />} actions={mayRead && <DownloadLogButton />}>
      {mayRead ? <WholeLog /> : <OwnActivity />}
    </Page>
  );
}

function WholeLog() {
  const { organization } = useCurrent();
  const search = useSearch({ from: "/app/trust/audit" });
  const query = useQuery(auditQuery(organization.id, readFilters(search)));
  return (
    <Section
      title="Audit log"
      description="Every change and who made it. Entries are sealed into a log that shows any later edit."
    >
      <Stack>
        <AuditFilters />
        <QueryView query={query}>{(page) => <AuditTable page={page} isStale={query.isPlaceholderData} />}</QueryView>
      </Stack>
    </Section>
  );
}

function OwnActivity() {
  const { cursor } = useSearch({ from: "/app/trust/audit" });
  const query = useQuery(activityQuery(cursor));
  return (
    <Section
      title="What you did"
      description="Your own entries, wherever you made them. The whole log is for owners, admins and auditors."
    >
      <QueryView query={query}>{(page) => <AuditTable page={page} isStale={query.isPlaceholderData} />}</QueryView>
    </Section>
  );
}
