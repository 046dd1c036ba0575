import { Group, Select, TextInput } from "@mantine/core";
import type { SecuritySearch } from "./read-filters.ts";

interface SecurityEventFiltersProps {
  search: SecuritySearch;
  onChange: (changed: Partial<SecuritySearch>) => void;
}

const severities = [
  { value: "critical", label: "Critical" },
  { value: "warning", label: "Warning" },
  { value: "info", label: "Note" },
] as const;

/** The filters live in the address: a filtered view can be bookmarked and sent. */
export function SecurityEventFilters({ search, onChange }: SecurityEventFiltersProps) {
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label="Severity"
        placeholder="Every"
        size="xs"
        flex="1 1 130px"
        clearable
        clearButtonProps={{ "aria-label": "Clear severity" }}
        data={severities}
        value={search.severity ?? null}
        onChange={(value) => onChange({ severity: severities.find((one) => one.value === value)?.value })}
      />
      <TextInput
        label="From"
        type="date"
        size="xs"
        flex="1 1 130px"
        value={search.from ?? ""}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        label="To"
        type="date"
        size="xs"
        flex="1 1 130px"
        value={search.to ?? ""}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
    </Group>
  );
}
