import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

type Named = { id: string; name: string };
const choice = ({ id, name }: Named) => ({ value: id, label: name });

/** What a key can be held to: the organization's workspaces, and the agents of this one. */
export function useReachChoices() {
  const { organization, workspace } = useCurrent();
  const { data: agents = [] } = useQuery(agentsQuery(workspace.id));
  return { workspaces: organization.workspaces.map(choice), agents: agents.map(choice) };
}

/** A key's reach in words, for whoever looks at the list. */
export function useReachInWords({ workspace_ids, agent_ids }: { workspace_ids: string[]; agent_ids: string[] }) {
  const { workspaces, agents } = useReachChoices();
  const nameIn = (known: ReturnType<typeof choice>[], ids: string[], other: string) =>
    ids.map((id) => known.find(({ value }) => value === id)?.label ?? other).join(", ");
  return [
    ...(workspace_ids.length > 0 ? [`Only in ${nameIn(workspaces, workspace_ids, "a workspace you are not in")}`] : []),
    ...(agent_ids.length > 0 ? [`Only ${nameIn(agents, agent_ids, "an agent elsewhere")}`] : []),
  ];
}
