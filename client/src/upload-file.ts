import type { Client } from "./client.ts";

/** Makes a file and sends its content: a `Blob`, bytes, or text. @throws ApiError */
export async function uploadFile(
  client: Client,
  content: Blob | Uint8Array<ArrayBuffer> | string,
  { name, belongsTo = "workspace" }: { name: string; belongsTo?: "workspace" | "me" },
) {
  const made = await client.POST("/files", { body: { name, belongs_to: belongsTo } });
  const path = { file_id: made.data!.id };
  const body = content as never; // OpenAPI has no word for bytes
  const headers = { "content-type": "application/octet-stream" };
  const sent = await client.PUT("/files/{file_id}/content", {
    params: { path },
    body,
    bodySerializer: (same) => same,
    headers,
  });
  return sent.data!;
}
