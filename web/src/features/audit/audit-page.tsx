import { Button, Group, Stack, Text } from "@mantine/core";
import { IconListSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { DataTable } from "../../design/data-table.tsx";
import { Empty } from "../../design/empty.tsx";
import { Page } from "../../design/page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { Section } from "../../design/section.tsx";
import { TrustTabs } from "../trust/trust-tabs.tsx";
import { canReadAudit, useCurrent } from "../workspaces/current.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditRow } from "./audit-row.tsx";
import { DownloadLogButton } from "./download-log-button.tsx";
import { type AuditEntry, auditQuery } from "./queries.ts";
import type { Page as Entries } from "../../api.ts";

export function AuditPage() {
  const { organization } = useCurrent();
  const mayRead = canReadAudit(organization.role);
  return (
    <Page title="Audit" tabs={<TrustTabs />} actions={mayRead && <DownloadLogButton />}>
      {mayRead ? (
        <AuditSection />
      ) : (
        <Section
          title="Audit log"
          description="Owners, admins and auditors read the audit log. What concerns you is in your export."
        />
      )}
    </Page>
  );
}

function AuditSection() {
  const { organization } = useCurrent();
  const { action, actor, from, to, cursor } = useSearch({ from: "/app/trust/audit" });
  const query = useQuery(auditQuery(organization.id, { action, actor_id: actor, from, to, cursor }));
  return (
    <Section
      title="Audit log"
      description="Every change, who made it and the rule that allowed it. Entries are sealed into a log that shows any later edit."
    >
      <Stack>
        <AuditFilters />
        <QueryView query={query}>{(page) => <AuditTable page={page} isStale={query.isPlaceholderData} />}</QueryView>
      </Stack>
    </Section>
  );
}

function AuditTable({ page, isStale }: { page: Entries<AuditEntry>; isStale: boolean }) {
  if (page.data.length === 0) return <NothingFound />;
  return (
    <div style={{ opacity: isStale ? 0.6 : 1 }} aria-busy={isStale}>
      <DataTable label="Audit entries" columns={["When", "Who", "Did", "To", "Rule", "Sealed as"]} minWidth={860}>
        {page.data.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </DataTable>
      <Pages next={page.next_cursor} />
    </div>
  );
}

function Pages({ next }: { next: string | null }) {
  const { cursor } = useSearch({ from: "/app/trust/audit" });
  const navigate = useNavigate({ from: "/trust/audit" });
  if (!next && !cursor) return null;
  const turnTo = (page: string | undefined) => () => void navigate({ search: (now) => ({ ...now, cursor: page }) });
  return (
    <Group justify="flex-end" gap="xs" mt="sm">
      {cursor && (
        <Button size="xs" variant="default" onClick={turnTo(undefined)}>
          Newest
        </Button>
      )}
      <Button size="xs" variant="default" disabled={!next} onClick={turnTo(next ?? undefined)}>
        Older
      </Button>
    </Group>
  );
}

function NothingFound() {
  const { action, actor, from, to, cursor } = useSearch({ from: "/app/trust/audit" });
  const navigate = useNavigate({ from: "/trust/audit" });
  const isFiltered = Boolean(action ?? actor ?? from ?? to ?? cursor);
  if (!isFiltered)
    return (
      <Text fz="sm" c="dimmed">
        Nothing has been changed yet.
      </Text>
    );
  return (
    <Empty
      icon={IconListSearch}
      title="Nothing matches these filters"
      action={
        <Button variant="default" onClick={() => void navigate({ search: ({ workspace }) => ({ workspace }) })}>
          Clear filters
        </Button>
      }
    >
      Try another action or a wider span of days.
    </Empty>
  );
}
