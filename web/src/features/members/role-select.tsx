import { Select, type SelectProps, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type Role, rolesQuery } from "../roles/queries.ts";
import { labelOfRole } from "./roles.ts";

interface RoleSelectProps extends Omit<SelectProps, "data" | "value" | "onChange" | "defaultValue"> {
  value: Role;
  /** Only an owner can make another owner. */
  mayGrantOwner: boolean;
  onChange: (role: Role) => void;
}

export function RoleSelect({ value, mayGrantOwner, onChange, ...props }: RoleSelectProps) {
  const { data } = useSuspenseQuery(rolesQuery);
  const offered = data.roles.filter(({ role }) => mayGrantOwner || role !== "owner" || value === "owner");
  return (
    <Select
      data={offered.map(({ role }) => ({ value: role, label: labelOfRole(role) }))}
      value={value}
      allowDeselect={false}
      onChange={(role) => role && onChange(role as Role)}
      comboboxProps={{ width: 280, position: "bottom-start" }}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text fz="sm">{option.label}</Text>
          <Text fz="xs" c="dimmed">
            {offered.find(({ role }) => role === option.value)?.summary}
          </Text>
        </Stack>
      )}
      {...props}
    />
  );
}
