import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type Memory = Row<"/memories">;

export const memoriesKey = (workspaceId: string) => ["memories", workspaceId];

/** What agents of a workspace remember of oneself, newest first; of one of them where it is named. */
export const memoriesQuery = (workspaceId: string, agentId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...memoriesKey(workspaceId), agentId ?? ""],
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: 50, ...(agentId ? { agent_id: agentId } : {}), ...(cursor ? { cursor } : {}) };
      return bodyOf(api.GET("/memories", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

const pathOf = (id: string) => ({ params: { path: { memory_id: id } } });

export const addMemory = (body: { agent_id: string; text: string }): Promise<Memory> =>
  bodyOf(api.POST("/memories", { body }));

export const changeMemory = (id: string, body: { text?: string; pinned?: boolean }): Promise<Memory> =>
  bodyOf(api.PATCH("/memories/{memory_id}", { ...pathOf(id), body }));

export async function forgetMemory(id: string): Promise<void> {
  await api.DELETE("/memories/{memory_id}", pathOf(id));
}

export const allowMemory = () => bodyOf(api.POST("/me/consents/memory"));
