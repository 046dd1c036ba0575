import { api, bodyOf } from "../../api.ts";
import type { MyWorkspace } from "../users/queries.ts";

const pathOf = (id: string) => ({ path: { workspace_id: id } });

export async function createWorkspace(body: { name: string; ai_enabled?: boolean }): Promise<MyWorkspace> {
  return bodyOf(api.POST("/workspaces", { body }));
}

export async function updateWorkspace(id: string, body: { name?: string; ai_enabled?: boolean }): Promise<void> {
  await api.PATCH("/workspaces/{workspace_id}", { params: pathOf(id), body });
}

export async function deleteWorkspace(id: string): Promise<void> {
  await api.DELETE("/workspaces/{workspace_id}", { params: pathOf(id) });
}

export async function downloadWorkspace(id: string): Promise<Blob> {
  const answer = await api.GET("/workspaces/{workspace_id}/archive", { params: pathOf(id), parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
