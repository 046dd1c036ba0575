import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { consentsQuery, textOf, withdrawConsent } from "../consents/queries.ts";
import { allowMemory } from "./queries.ts";

/** Off until its person says otherwise. */
export function MemoryConsent() {
  const { data } = useQuery(consentsQuery);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (isOn: boolean) => (isOn ? allowMemory() : withdrawConsent("memory")),
    onSuccess: (fresh, isOn) => {
      client.setQueryData(consentsQuery.queryKey, fresh);
      tell(isOn ? "Agents that remember do so from your next message on." : "Nothing is added or used any more.");
    },
    onError: tellFailure,
  });
  return (
    <Switch
      label="Agents may remember what I tell them"
      description={textOf(data, "memory")}
      checked={data?.consents.find(({ purpose }) => purpose === "memory")?.is_given ?? false}
      disabled={data === undefined || save.isPending}
      onChange={(event) => save.mutate(event.currentTarget.checked)}
    />
  );
}
