import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Agent = Row<"/agents">;
export type AgentDraft = Pick<Agent, "name" | "instructions" | "model" | "rating">;
export type AgentSettings = Agent["settings"];
export type ToolChoice = AgentSettings["tools"][number];
export type AgentTool = Row<"/tools">;
export type AgentVersion = Row<"/agents/{agent_id}/versions">;

const pathOf = (id: string) => ({ path: { agent_id: id } });

export const agentsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["agents", workspaceId],
    queryFn: () => {
      const headers = { "avow-workspace": workspaceId };
      return allOf((query) => bodyOf(api.GET("/agents", { params: { query }, headers })));
    },
  });

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: ["agent", id],
    queryFn: () => bodyOf(api.GET("/agents/{agent_id}", { params: pathOf(id) })),
  });

/** What the version in use can be told. */
export const variablesQuery = (id: string) =>
  queryOptions({
    queryKey: ["agent-variables", id],
    queryFn: async () => (await bodyOf(api.GET("/agents/{agent_id}/variables", { params: pathOf(id) }))).data,
  });

export async function createAgent(body: AgentDraft): Promise<Agent> {
  return bodyOf(api.POST("/agents", { body }));
}

export async function updateAgent(
  id: string,
  body: Partial<AgentDraft> & { settings?: AgentSettings },
): Promise<Agent> {
  return bodyOf(api.PATCH("/agents/{agent_id}", { params: pathOf(id), body }));
}

export const toolsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["tools", workspaceId],
    queryFn: async () => (await bodyOf(api.GET("/tools"))).data,
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["agent-versions", id],
    queryFn: () =>
      allOf((query) => bodyOf(api.GET("/agents/{agent_id}/versions", { params: { ...pathOf(id), query } }))),
  });

/** Puts the draft in use, or a version again. */
export async function publishAgent(id: string, versionId?: string): Promise<Agent> {
  const body = versionId === undefined ? {} : { agent_version_id: versionId };
  return bodyOf(api.POST("/agents/{agent_id}/publish", { params: pathOf(id), body }));
}

export async function deleteAgent(id: string): Promise<void> {
  await api.DELETE("/agents/{agent_id}", { params: pathOf(id) });
}
