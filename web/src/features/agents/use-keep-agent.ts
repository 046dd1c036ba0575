import { useQueryClient } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { type Agent, agentQuery, agentsQuery } from "./queries.ts";

/** Shows an agent as it was just answered, everywhere. */
export function useKeepAgent(): (agent: Agent) => void {
  const client = useQueryClient();
  const { workspace } = useCurrent();
  return (agent) => {
    client.setQueryData(agentQuery(agent.id).queryKey, agent);
    void client.invalidateQueries(agentsQuery(workspace.id));
  };
}
