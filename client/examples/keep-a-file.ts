import { type Client, uploadFile } from "../src/client.ts";

/** Sends a text as a file of one's own, reads a part of it back, and deletes it. */
export async function keepAFile(client: Client, text: string): Promise<string> {
  const { id } = await uploadFile(client, text, { name: "notes.txt", belongsTo: "me" });
  const params = { path: { file_id: id } };
  const { response } = await client.GET("/files/{file_id}/content", {
    params,
    headers: { range: "bytes=0-4" },
    parseAs: "stream",
  });
  const part = await response.text();
  await client.DELETE("/files/{file_id}", { params });
  return part;
}
