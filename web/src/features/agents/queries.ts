import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";

export interface Agent {
  id: string;
  name: string;
  instructions: string;
  model: string;
  example: boolean;
  created_at: string;
  updated_at: string;
}

export type AgentDraft = Pick<Agent, "name" | "instructions" | "model">;

export const agentsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["agents", workspaceId],
    queryFn: async () => (await api.GET<Page<Agent>>("/agents", { params: { query: { limit: 100 } } })).data.data,
  });

export const agentQuery = (agentId: string) =>
  queryOptions({
    queryKey: ["agent", agentId],
    queryFn: async () => (await api.GET<Agent>("/agents/{agent_id}", { params: { path: { agent_id: agentId } } })).data,
  });

export async function createAgent(body: AgentDraft): Promise<Agent> {
  return (await api.POST<Agent>("/agents", { body })).data;
}

export async function updateAgent(agentId: string, body: Partial<AgentDraft>): Promise<Agent> {
  return (await api.PATCH<Agent>("/agents/{agent_id}", { params: { path: { agent_id: agentId } }, body })).data;
}

export async function deleteAgent(agentId: string): Promise<void> {
  await api.DELETE("/agents/{agent_id}", { params: { path: { agent_id: agentId } } });
}
