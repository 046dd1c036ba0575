import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type Assignment, assignmentsQuery, type CustomRole, giveRole, takeRole } from "./queries.ts";

interface GiveRoleDialogProps {
  role: CustomRole;
  holders: Assignment[];
  onClose: () => void;
}

/** Who has a role: takes it from them, and gives it to others, everywhere or in one workspace. */
export function GiveRoleDialog({ role, holders, onClose }: GiveRoleDialogProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const members = useQuery(membersQuery(organization.id));
  const [userId, setUserId] = useState<string | null>(null);
  const [workspaceId, setWorkspaceId] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onSettled: () => client.invalidateQueries(assignmentsQuery(organization.id)),
  });
  const give = () =>
    giveRole({ custom_role_id: role.id, user_id: userId ?? "", ...(workspaceId ? { workspace_id: workspaceId } : {}) });
  const nameOf = (id: string) => organization.workspaces.find((one) => one.id === id)?.name ?? "a workspace";
  return (
    <Modal opened onClose={onClose} title={`Who has ${role.name}`}>
      <Stack>
        {holders.length === 0 && (
          <Text fz="sm" c="dimmed">
            Nobody yet.
          </Text>
        )}
        {holders.map(({ id, name, workspace_id }) => (
          <Group key={id} justify="space-between" wrap="nowrap">
            <Text fz="sm">
              {name ?? "Someone"}, {workspace_id ? `in ${nameOf(workspace_id)}` : "everywhere"}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Take it from ${name ?? "them"}`}
              onClick={() => change.mutate(() => takeRole(id))}
            >
              Take
            </Button>
          </Group>
        ))}
        <Select
          label="Give it to"
          searchable
          data={(members.data ?? []).map((member) => ({ value: member.user_id, label: member.name }))}
          value={userId}
          onChange={setUserId}
        />
        <Select
          label="Where"
          placeholder="Everywhere"
          clearable
          data={organization.workspaces.map(({ id, name }) => ({ value: id, label: name }))}
          value={workspaceId}
          onChange={setWorkspaceId}
        />
        {change.error !== null && <ErrorNotice error={change.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button disabled={userId === null} loading={change.isPending} onClick={() => change.mutate(give)}>
            Give role
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
