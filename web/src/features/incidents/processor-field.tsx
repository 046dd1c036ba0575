import { Select, type SelectProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { processorsQuery } from "../processors/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

/** Where it happened, if it did at one processor: then it concerns fewer people. */
export function ProcessorField(props: SelectProps) {
  const { organization, can } = useCurrent();
  const query = useQuery({ ...processorsQuery(organization.id), enabled: can("policy.read") });
  return (
    <Select
      label="At a processor (optional)"
      description="Then it concerns only those whose data went there."
      clearable
      searchable
      data={(query.data ?? []).map(({ processor, name }) => ({ value: processor, label: name }))}
      {...props}
    />
  );
}
