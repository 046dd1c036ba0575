import { api } from "../../api.ts";
import type { MyWorkspace } from "../users/queries.ts";

export async function createWorkspace(body: { name: string; ai_enabled?: boolean }): Promise<MyWorkspace> {
  return (await api.POST<MyWorkspace>("/workspaces", { body })).data;
}

export async function updateWorkspace(id: string, body: { name?: string; ai_enabled?: boolean }): Promise<void> {
  await api.PATCH("/workspaces/{workspace_id}", { params: { path: { workspace_id: id } }, body });
}

export async function deleteWorkspace(id: string): Promise<void> {
  await api.DELETE("/workspaces/{workspace_id}", { params: { path: { workspace_id: id } } });
}
