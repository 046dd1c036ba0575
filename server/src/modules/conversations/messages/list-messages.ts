import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { aboutAgent, findConversation } from "../find-conversation.ts";
import { readChunks, selectMessages } from "./find-message.ts";
import { message, presentMessage, readAttached } from "./present-message.ts";

export const listMessages = endpoint({
  method: "GET",
  path: "/conversations/{conversation_id}/messages",
  summary: "A conversation's messages, newest first.",
  description: "Earlier versions are among them, marked `superseded`.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({ conversation_id: z.string(), ...pageInput }),
  output: pageOf(message),
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id),
  attributes: aboutAgent,
  async run(ctx, { conversation_id, limit, cursor }, { resource: conversation }) {
    let query = selectMessages(ctx)
      .where("conversation_id", "=", conversation_id)
      .orderBy("position", "desc")
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where("position", "<", readPosition(cursor));
    const page = toPage(await query.execute(), limit, ({ position }) => String(position));
    const streaming = page.data.find(({ state }) => state === "streaming");
    const shown = streaming ? (await readChunks(ctx, conversation.key, streaming.id)).text : "";
    const attached = await readAttached(ctx, page.data);
    const present = (row: (typeof page.data)[number]) =>
      presentMessage(ctx, conversation, row, {
        shown: row === streaming ? shown : "",
        attachments: attached.get(row.id),
      });
    return { ...page, data: page.data.map(present) };
  },
});

function readPosition(cursor: string): number {
  const position = readCursor(cursor)!;
  if (!/^\d{1,9}$/.test(position)) throw requestErrors.invalid({ path: "cursor", issue: "unknown" });
  return Number(position);
}
