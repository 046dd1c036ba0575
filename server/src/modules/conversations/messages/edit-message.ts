import * as z from "zod";
import { checkAi } from "../../../egress/public.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { conversationErrors } from "../errors.ts";
import { findMessage } from "./find-message.ts";
import { attachedPort } from "../../files/public.ts";
import { message, messageText, presentMessage, readAttached } from "./present-message.ts";
import { refuseVisitors, turnRefusals, writeTurn } from "./write-turn.ts";

export const editMessage = endpoint({
  method: "POST",
  path: "/messages/{message_id}/edit",
  summary: "Say something else instead, and get a new answer.",
  description:
    "The message and all that followed it become an earlier version. What came with it comes with the new one.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  marksSandbox: true,
  input: z.strictObject({ message_id: z.string(), text: messageText }),
  output: z.object({ message, reply: message }),
  refusals: [...turnRefusals, conversationErrors.not_your_words],
  audit: { action: "message.edited", target: ({ message: edited }) => edited.id },
  prepare: (ctx) => checkAi(ctx, "conversations.write"),
  load: (ctx, { message_id }) => findMessage(ctx, message_id),
  attributes: (_, { conversation }) => ({ agent: conversation.agent_id }),
  async run(ctx, { text }, { resource: { conversation, message: old } }) {
    if (old.role !== "user" || old.superseded) throw conversationErrors.not_your_words();
    refuseVisitors(conversation);
    const { said, reply } = await writeTurn(ctx, conversation, { text, supersedeFrom: old.position });
    await ctx.port(attachedPort).carryOver(ctx, old.id, said!.id);
    const attachments = (await readAttached(ctx, [said!])).get(said!.id);
    return {
      message: presentMessage(ctx, conversation, said!, { attachments }),
      reply: presentMessage(ctx, conversation, reply),
    };
  },
});
