import * as z from "zod";
import { checkAi } from "../../../egress/public.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { conversationErrors } from "../errors.ts";
import { findMessage } from "./find-message.ts";
import { message, presentMessage } from "./present-message.ts";
import { refuseVisitors, turnRefusals, writeTurn } from "./write-turn.ts";

export const retryMessage = endpoint({
  method: "POST",
  path: "/messages/{message_id}/retry",
  summary: "Get another answer.",
  description: "The answer and all that followed it become an earlier version.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  marksSandbox: true,
  input: z.strictObject({ message_id: z.string() }),
  output: z.object({ reply: message }),
  refusals: [...turnRefusals, conversationErrors.not_an_answer],
  audit: { action: "message.retried", target: ({ reply }) => reply.id },
  prepare: (ctx) => checkAi(ctx, "conversations.write"),
  load: (ctx, { message_id }) => findMessage(ctx, message_id),
  attributes: (_, { conversation }) => ({ agent: conversation.agent_id }),
  async run(ctx, _, { resource: { conversation, message: old } }) {
    if (old.role !== "assistant" || old.superseded) throw conversationErrors.not_an_answer();
    refuseVisitors(conversation);
    const { reply } = await writeTurn(ctx, conversation, { supersedeFrom: old.position });
    return { reply: presentMessage(ctx, conversation, reply) };
  },
});
