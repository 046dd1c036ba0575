import { Checkbox, ScrollArea, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { QueryView } from "../../design/query-view.tsx";
import { permissionsQuery } from "./queries.ts";

interface ScopePickerProps {
  value?: string[];
  onChange?: (scopes: string[]) => void;
  error?: ReactNode;
}

export function ScopePicker({ value = [], onChange, error }: ScopePickerProps) {
  const query = useQuery(permissionsQuery);
  return (
    <Checkbox.Group label="What it may do" value={value} error={error} {...(onChange ? { onChange } : {})}>
      <ScrollArea.Autosize
        mah={240}
        type="auto"
        mt={6}
        viewportProps={{ tabIndex: 0, role: "group", "aria-label": "Scopes" }}
      >
        <QueryView query={query}>
          {(permissions) => (
            <Stack gap={10} py={4}>
              {permissions.map(({ permission, summary }) => (
                <Checkbox key={permission} value={permission} label={permission} description={summary} size="sm" />
              ))}
            </Stack>
          )}
        </QueryView>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}
