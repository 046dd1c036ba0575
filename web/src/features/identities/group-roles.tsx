import { ActionIcon, Button, Group, Input, Select, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ProviderDraft } from "./provider-dialog.tsx";
import type { RoleOption } from "./use-given-roles.ts";

interface GroupRolesProps {
  form: UseFormReturnType<ProviderDraft>;
  roles: RoleOption[];
}

/** Which group gives which role: the first that someone is in decides. */
export function GroupRoles({ form, roles }: GroupRolesProps) {
  const rows = form.getValues().group_roles;
  return (
    <Input.Wrapper
      label="Groups and roles"
      labelElement="div"
      description="The first group that someone is in decides their role, at each sign-in."
      error={form.errors["group_roles"]}
    >
      <Stack gap="xs" mt={6}>
        {rows.length === 0 && (
          <Text fz="sm" c="dimmed">
            No group gives a role yet.
          </Text>
        )}
        {rows.map((_, index) => (
          <Group key={form.key(`group_roles.${index}`)} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`Group ${index + 1}`}
              placeholder="Group, as the provider names it"
              flex={1}
              {...form.getInputProps(`group_roles.${index}.group`)}
            />
            <Select
              aria-label={`Role of group ${index + 1}`}
              allowDeselect={false}
              data={roles}
              flex={1}
              {...form.getInputProps(`group_roles.${index}.role`)}
            />
            <ActionIcon
              aria-label={`Take away group ${index + 1}`}
              onClick={() => form.removeListItem("group_roles", index)}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => form.insertListItem("group_roles", { group: "", role: "viewer" })}
          >
            Add a group
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
