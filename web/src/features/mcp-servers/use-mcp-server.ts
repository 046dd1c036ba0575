import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { acceptMcpTools, type McpServer, type McpTool, mcpServersQuery } from "./queries.ts";

/** What can be done with a server's tools; whatever was done is told, and the list read again. */
export function useMcpServer({ id, tools }: McpServer) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (run: () => Promise<string>) => run(),
    onSuccess: (said) => {
      tell(said);
      return client.invalidateQueries(mcpServersQuery(workspace.id));
    },
  });
  const accepted = tools.filter((tool) => tool.state === "accepted");
  const keep = (wanted: readonly McpTool[], said: string) =>
    act.mutate(async () => {
      await acceptMcpTools(id, wanted);
      return said;
    });
  const toggle = (tool: McpTool) => {
    const others = accepted.filter(({ title }) => title !== tool.title);
    if (tool.state === "accepted") keep(others, `${tool.title} is offered to agents no more.`);
    else keep([...others, tool], `${tool.title} can be given to agents.`);
  };
  return { act, keep: (more: readonly McpTool[], said: string) => keep([...accepted, ...more], said), toggle };
}
