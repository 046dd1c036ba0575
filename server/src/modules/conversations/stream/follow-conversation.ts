import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { aboutAgent, findConversation } from "../find-conversation.ts";
import { readPlace } from "./read-changes.ts";
import { followChanges, writeChange } from "./follow-changes.ts";

export const followConversation = streamEndpoint({
  method: "GET",
  path: "/conversations/{conversation_id}/stream",
  summary: "Follow a conversation as it happens.",
  description: `Server-sent events. Without \`Last-Event-ID\` the newest messages come first, as they are; with it, everything after.

- \`message\`: a message, as \`GET /conversations/{conversation_id}/messages\` shows it, when it is made and whenever its state changes
- \`delta\`: \`{message_id, offset, text}\`, more of an answer; \`offset\` is the UTF-16 length of the text before it
- \`conversation\`: the conversation, when its title changes
- \`deleted\`: the conversation is gone; the stream ends

A comment is sent every 15 seconds.`,
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  contentType: "text/event-stream",
  input: z.strictObject({ conversation_id: z.string() }),
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id),
  attributes: aboutAgent,
  async *stream(ctx, { conversation_id }, { lastEventId, signal }) {
    for await (const change of followChanges(ctx, conversation_id, readPlace(lastEventId), signal))
      yield writeChange(change);
  },
});
