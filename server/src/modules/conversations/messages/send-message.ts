import * as z from "zod";
import { checkAi } from "../../../egress/public.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { conversationErrors } from "../errors.ts";
import { aboutAgent, findConversation } from "../find-conversation.ts";
import { message, messageText, presentMessage, readAttached } from "./present-message.ts";
import { refuseVisitors, turnRefusals, writeTurn } from "./write-turn.ts";

/** So many with one message. */
const attachmentsMax = 10;

export const sendMessage = endpoint({
  method: "POST",
  path: "/conversations/{conversation_id}/messages",
  summary: "Say something; the agent's answer is queued.",
  description: "Follow the answer on the conversation's stream.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  marksSandbox: true,
  input: z.strictObject({
    conversation_id: z.string(),
    text: messageText,
    attachment_ids: z
      .array(z.string())
      .max(attachmentsMax)
      .default([])
      .describe("Of attachments of this conversation that are `ready` and were not sent yet."),
  }),
  output: z.object({ message, reply: message }),
  refusals: [...turnRefusals, conversationErrors.attachment_not_ready, conversationErrors.attachment_unusable],
  audit: { action: "message.sent", target: ({ message: sent }) => sent.id },
  prepare: (ctx) => checkAi(ctx, "conversations.write"),
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id, "lock"),
  attributes: aboutAgent,
  async run(ctx, { text, attachment_ids }, { resource }) {
    refuseVisitors(resource);
    const { said, reply } = await writeTurn(ctx, resource, { text, attachmentIds: attachment_ids });
    const attachments = (await readAttached(ctx, [said!])).get(said!.id);
    return {
      message: presentMessage(ctx, resource, said!, { attachments }),
      reply: presentMessage(ctx, resource, reply),
    };
  },
});
