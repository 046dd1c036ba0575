import { Button, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describeCondition } from "./describe-condition.ts";
import { GiveRoleDialog } from "./give-role-dialog.tsx";
import { assignmentsQuery, type CustomRole, customRolesQuery, deleteCustomRole, rolesQuery } from "./queries.ts";
import { RoleDialog } from "./role-dialog.tsx";

export function CustomRoleRow({ role }: { role: CustomRole }) {
  const { organization, can } = useCurrent();
  const { data: known } = useSuspenseQuery(rolesQuery);
  const { data: given = [] } = useQuery(assignmentsQuery(organization.id));
  const [isEditing, editing] = useDisclosure();
  const [isGiving, giving] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  const holders = given.filter(({ custom_role_id }) => custom_role_id === role.id);
  const summaryOf = (name: string) => known.permissions.find(({ permission }) => permission === name)?.summary ?? name;
  return (
    <Table.Tr>
      <Table.Td fw={500}>{role.name}</Table.Td>
      <Table.Td>
        {role.permissions.map((name) => (
          <Text key={name} fz="sm">
            {summaryOf(name)}
          </Text>
        ))}
        {role.conditions.map((condition) => (
          <Text key={describeCondition(condition)} fz="xs" c="dimmed">
            Only {describeCondition(condition)}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Text fz="sm">{holders.map(({ name }) => name ?? "Someone").join(", ") || "Nobody"}</Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end">
          {can("members.write") && (
            <Button size="compact-sm" variant="default" aria-label={`Who has ${role.name}`} onClick={giving.open}>
              Members…
            </Button>
          )}
          {can("roles.write") && (
            <>
              <Button size="compact-sm" variant="default" aria-label={`Change ${role.name}`} onClick={editing.open}>
                Change…
              </Button>
              <Button size="compact-sm" variant="default" aria-label={`Delete ${role.name}`} onClick={deleting.open}>
                Delete…
              </Button>
            </>
          )}
        </Group>
        {isEditing && <RoleDialog role={role} onClose={editing.close} />}
        {isGiving && <GiveRoleDialog role={role} holders={holders} onClose={giving.close} />}
        {isDeleting && <DeleteRoleDialog role={role} onClose={deleting.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function DeleteRoleDialog({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteCustomRole(role.id),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries(customRolesQuery(organization.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${role.name}`}
      action="Delete role"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Everyone who has it loses what it gives, at once.
    </ConfirmDialog>
  );
}
