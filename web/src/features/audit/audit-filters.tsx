import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { DayFields } from "../../design/forms/day-fields.tsx";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

type Filter = "action" | "actor" | "from" | "to";

const typingMs = 350;

/** The filters live in the address: a filtered view can be bookmarked and sent. */
export function AuditFilters() {
  const { organization } = useCurrent();
  const search = useSearch({ from: "/app/trust/audit" });
  const navigate = useNavigate({ from: "/trust/audit" });
  const { data: members } = useQuery(membersQuery(organization.id));
  const set = (changed: Partial<Record<Filter, string | undefined>>) =>
    void navigate({ search: (now) => ({ ...now, ...changed, cursor: undefined }), replace: true });
  const setLater = useDebouncedCallback(set, typingMs);
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        label="Action"
        placeholder="agent.created"
        size="xs"
        flex="1 1 150px"
        key={search.action ?? ""}
        defaultValue={search.action ?? ""}
        onChange={(event) => setLater({ action: event.currentTarget.value || undefined })}
      />
      <Select
        label="Member"
        placeholder="Anyone"
        size="xs"
        flex="1 1 150px"
        clearable
        clearButtonProps={{ "aria-label": "Clear member" }}
        data={(members ?? []).map(({ user_id, name }) => ({ value: user_id, label: name }))}
        value={search.actor ?? null}
        onChange={(value) => set({ actor: value ?? undefined })}
      />
      <DayFields days={search} onChange={set} />
    </Group>
  );
}
