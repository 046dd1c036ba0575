import { Button, Group, Stack } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Page } from "../../api.ts";
import { Empty } from "../../design/states/empty.tsx";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { SecurityEvent, View } from "./queries.ts";
import { SecurityEventCard } from "./security-event-card.tsx";

interface SecurityEventListProps {
  page: Page<SecurityEvent>;
  view: View;
  isFiltered: boolean;
  cursor: string | undefined;
  onTurn: (cursor: string | undefined) => void;
}

export function SecurityEventList({ page, view, isFiltered, cursor, onTurn }: SecurityEventListProps) {
  const nameOf = useNames(view);
  if (page.data.length === 0) {
    return (
      <Empty icon={IconShieldCheck} title={isFiltered ? "Nothing matches these filters" : "Nothing to worry about"}>
        {isFiltered
          ? "Try a wider span of days or every severity."
          : "Sign-ins from new places, guessed passwords and copied tokens show up here, and are told by mail."}
      </Empty>
    );
  }
  return (
    <Stack gap="xs">
      {page.data.map((event) => (
        <SecurityEventCard key={event.id} event={event} who={nameOf(event.user_id)} isMine={view === "mine"} />
      ))}
      {(page.next_cursor ?? cursor) && (
        <Group justify="flex-end" gap="xs">
          {cursor && (
            <Button size="xs" variant="default" onClick={() => onTurn(undefined)}>
              Newest
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={!page.next_cursor}
            onClick={() => onTurn(page.next_cursor ?? undefined)}
          >
            Older
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function useNames(view: View): (userId: string | null) => string | undefined {
  const { organization, can } = useCurrent();
  const enabled = view === "organization" && can("members.read");
  const { data: members } = useQuery({ ...membersQuery(organization.id), enabled });
  if (view !== "organization") return () => undefined;
  return (id) => (id ? (members?.find(({ user_id }) => user_id === id)?.name ?? "A former member") : undefined);
}
