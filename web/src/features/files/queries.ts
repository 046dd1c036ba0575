import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type StoredFile = Row<"/files">;
export type Belonging = StoredFile["belongs_to"];

/** The most one file may have; the server says so again. */
export const fileBytesMax = 100 * 1024 * 1024;

const pathOf = (id: string) => ({ path: { file_id: id } });

export const filesQuery = (workspaceId: string, belongsTo: Belonging) =>
  infiniteQueryOptions({
    queryKey: ["files", workspaceId, belongsTo],
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: 100, belongs_to: belongsTo, ...(cursor ? { cursor } : {}) };
      return bodyOf(api.GET("/files", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export const createFile = (name: string, belongsTo: Belonging): Promise<StoredFile> =>
  bodyOf(api.POST("/files", { body: { name, belongs_to: belongsTo } }));

export async function deleteFile(id: string): Promise<void> {
  await api.DELETE("/files/{file_id}", { params: pathOf(id) });
}

/** Its content, as the browser's downloads take it: a link could not say which workspace is meant. */
export async function fetchContent(id: string): Promise<Blob> {
  const answer = await api.GET("/files/{file_id}/content", { params: pathOf(id), parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
