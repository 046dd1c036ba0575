import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type Attachment = Row<"/conversations/{conversation_id}/attachments">;

/** The most one may have, and one message; the server says so again. */
export const attachmentBytesMax = 25 * 1024 * 1024;
export const attachmentsMax = 10;

const pathOf = (id: string) => ({ path: { attachment_id: id } });

export const createAttachment = (conversationId: string, name: string): Promise<Attachment> =>
  bodyOf(
    api.POST("/conversations/{conversation_id}/attachments", {
      params: { path: { conversation_id: conversationId } },
      body: { name },
    }),
  );

export const readAttachment = (id: string): Promise<Attachment> =>
  bodyOf(api.GET("/attachments/{attachment_id}", { params: pathOf(id) }));

export async function deleteAttachment(id: string): Promise<void> {
  await api.DELETE("/attachments/{attachment_id}", { params: pathOf(id) });
}

export async function fetchAttachment(id: string): Promise<Blob> {
  const answer = await api.GET("/attachments/{attachment_id}/content", { params: pathOf(id), parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}

/** A small picture, as an address of its own: a link could not say which workspace is meant. */
export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ["attachment-preview", id],
    queryFn: async () => {
      const answer = await api.GET("/attachments/{attachment_id}/preview", { params: pathOf(id), parseAs: "blob" });
      return toDataUrl(answer.data as Blob);
    },
    staleTime: Infinity,
  });

function toDataUrl(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result as string));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("The picture could not be read.")));
    reader.readAsDataURL(content);
  });
}
