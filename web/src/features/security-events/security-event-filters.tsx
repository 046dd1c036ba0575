import { Group, Select } from "@mantine/core";
import { DayFields } from "../../design/forms/day-fields.tsx";
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
      <DayFields days={search} onChange={onChange} />
    </Group>
  );
}
