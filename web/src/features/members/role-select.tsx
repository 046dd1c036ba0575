import { Select, type SelectProps, Stack, Text } from "@mantine/core";
import type { Role } from "../users/queries.ts";
import { roles } from "./roles.ts";

interface RoleSelectProps extends Omit<SelectProps, "data" | "value" | "onChange" | "defaultValue"> {
  value: Role;
  /** Only an owner can make another owner. */
  mayGrantOwner: boolean;
  onChange: (role: Role) => void;
}

export function RoleSelect({ value, mayGrantOwner, onChange, ...props }: RoleSelectProps) {
  const offered = roles.filter((role) => mayGrantOwner || role.value !== "owner" || value === "owner");
  return (
    <Select
      data={offered}
      value={value}
      allowDeselect={false}
      onChange={(role) => role && onChange(role as Role)}
      comboboxProps={{ width: 280, position: "bottom-start" }}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text fz="sm">{option.label}</Text>
          <Text fz="xs" c="dimmed">
            {roles.find((role) => role.value === option.value)?.does}
          </Text>
        </Stack>
      )}
      {...props}
    />
  );
}
