import { Button, Group, Text } from "@mantine/core";
import { IconListSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Page } from "../../api.ts";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { AuditRow } from "./audit-row.tsx";
import type { AuditEntry } from "./queries.ts";

export function AuditTable({ page, isStale }: { page: Page<AuditEntry>; isStale: boolean }) {
  const nameOf = useNames();
  if (page.data.length === 0) return <NothingFound />;
  return (
    <div style={{ opacity: isStale ? 0.6 : 1 }} aria-busy={isStale}>
      <DataTable label="Audit entries" columns={["When", "Who", "Did", "To", "From", "Sealed as"]} minWidth={860}>
        {page.data.map((entry) => (
          <AuditRow key={entry.id} entry={entry} nameOf={nameOf} />
        ))}
      </DataTable>
      <Pages next={page.next_cursor} />
    </div>
  );
}

/** The log holds ids; names are looked up among those who are members now. */
function useNames(): (userId: string) => string | undefined {
  const { user, organization, can } = useCurrent();
  const { data: members } = useQuery({ ...membersQuery(organization.id), enabled: can("members.read") });
  return (id) => (id === user.id ? user.name : members?.find(({ user_id }) => user_id === id)?.name);
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
  if (!(action ?? actor ?? from ?? to ?? cursor)) {
    return (
      <Text fz="sm" c="dimmed">
        Nothing has been changed yet.
      </Text>
    );
  }
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
