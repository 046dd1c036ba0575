import { Checkbox, ScrollArea, Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type PermissionName, rolesQuery } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

interface ScopePickerProps {
  value?: PermissionName[];
  onChange?: (scopes: PermissionName[]) => void;
  error?: ReactNode;
}

const none: PermissionName[] = [];

/** A key is never offered more than its maker may do. */
export function ScopePicker({ value = none, onChange, error }: ScopePickerProps) {
  const { can } = useCurrent();
  const { data } = useSuspenseQuery(rolesQuery);
  const offered = data.permissions.filter(({ permission, for_api_keys }) => for_api_keys && can(permission));
  return (
    <Checkbox.Group label="What it may do" value={value} error={error} onChange={(scopes) => onChange?.(scopes)}>
      <ScrollArea.Autosize
        mah={240}
        type="auto"
        mt={6}
        viewportProps={{ tabIndex: 0, role: "group", "aria-label": "Scopes" }}
      >
        <Stack gap={10} py={4}>
          {offered.map(({ permission, summary }) => (
            <Checkbox key={permission} value={permission} label={permission} description={summary} size="sm" />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}
