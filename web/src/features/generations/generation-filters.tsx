import { Group, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries.ts";
import { apiKeysQuery } from "../api-keys/queries.ts";
import { membersQuery } from "../members/queries.ts";
import { routesQuery } from "../model-routes/queries.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { GenerationFilter } from "./queries.ts";

type Choice = { value: string; label: string };
type Chosen = "state" | "kind" | "surface" | "model" | "route_id" | "agent_id" | "api_key_id" | "user_id";

interface GenerationFiltersProps {
  filter: GenerationFilter;
  onChange: (filter: GenerationFilter) => void;
}

/** By when, by what it was, and by whom: each narrows what the others leave. */
export function GenerationFilters({ filter, onChange }: GenerationFiltersProps) {
  const choices = useChoices();
  const set = (changed: Partial<Record<keyof GenerationFilter, string | undefined>>) => {
    const all = Object.entries({ ...filter, ...changed }).filter(([, value]) => value !== undefined && value !== "");
    onChange(Object.fromEntries(all));
  };
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        type="date"
        size="xs"
        label="From"
        value={filter.from?.slice(0, 10) ?? ""}
        onChange={({ currentTarget: { value } }) => set({ from: value && `${value}T00:00:00Z` })}
      />
      <TextInput
        type="date"
        size="xs"
        label="Before"
        value={filter.to?.slice(0, 10) ?? ""}
        onChange={({ currentTarget: { value } }) => set({ to: value && `${value}T00:00:00Z` })}
      />
      {choices.map(({ name, label, data }) => (
        <Select
          key={name}
          size="xs"
          label={label}
          placeholder="Any"
          data={data}
          value={filter[name] ?? null}
          clearable
          searchable={data.length > 8}
          w={150}
          onChange={(value) => set({ [name]: value ?? undefined })}
        />
      ))}
    </Group>
  );
}

const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value, label: value }));

/** What can be chosen, as far as this person may see it. */
function useChoices(): { name: Chosen; label: string; data: Choice[] }[] {
  const { organization, workspace, can } = useCurrent();
  const models = useQuery(modelsQuery(organization.id)).data ?? [];
  const routes = useQuery({ ...routesQuery(organization.id), enabled: can("models.read") }).data ?? [];
  const agents = useQuery(agentsQuery(workspace.id)).data ?? [];
  const keys = useQuery({ ...apiKeysQuery(organization.id), enabled: can("api_keys.read") }).data ?? [];
  const members = useQuery({ ...membersQuery(organization.id), enabled: can("members.read") }).data ?? [];
  const named = models.map(({ id }) => id.slice(id.indexOf("/") + 1)).filter((name) => !name.startsWith("auto:"));
  const all: { name: Chosen; label: string; data: Choice[] }[] = [
    { name: "state", label: "State", data: plain(["running", "completed", "stopped", "failed", "interrupted"]) },
    { name: "kind", label: "Kind", data: plain(["text", "embedding", "image", "moderation"]) },
    { name: "surface", label: "By", data: plain(["chat", "v1", "rest", "schedule", "test", "widget"]) },
    { name: "model", label: "Model", data: plain([...new Set(named)]) },
    { name: "route_id", label: "Route", data: routes.map(({ id, model }) => ({ value: id, label: model })) },
    { name: "agent_id", label: "Agent", data: agents.map(({ id, name }) => ({ value: id, label: name })) },
    { name: "api_key_id", label: "API key", data: keys.map(({ id, name }) => ({ value: id, label: name })) },
    { name: "user_id", label: "Member", data: members.map(({ user_id, name }) => ({ value: user_id, label: name })) },
  ];
  return all.filter(({ data }) => data.length > 0);
}
