import * as z from "zod";
import { askToStop } from "../../../egress/public.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { cancelRun } from "../../runs/public.ts";
import { finishMessage, isUnderWay } from "./finish-message.ts";
import { findMessage, readChunks } from "./find-message.ts";
import { message, presentMessage, readAttached } from "./present-message.ts";

export const stopMessage = endpoint({
  method: "POST",
  path: "/messages/{message_id}/stop",
  summary: "Stop an answer; what has arrived is kept.",
  description: "Takes effect at once. Stopping an answer that is over changes nothing.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({ message_id: z.string() }),
  output: message,
  audit: { action: "message.stopped", target: (stopped) => stopped.id },
  load: (ctx, { message_id }) => findMessage(ctx, message_id),
  attributes: (_, { conversation }) => ({ agent: conversation.agent_id }),
  async run(ctx, _, { resource: found }) {
    const attachments = (await readAttached(ctx, [found.message])).get(found.message.id);
    if (!isUnderWay(found.message)) return presentMessage(ctx, found.conversation, found.message, { attachments });
    const { text } = await readChunks(ctx, found.conversation.key, found.message.id);
    const stopped = await finishMessage(ctx, found, { state: "stopped", text });
    if (found.message.run_id) await cancelRun(ctx, found.message.run_id);
    if (found.message.generation_id) await askToStop(ctx.db, found.message.generation_id, ctx.at);
    return presentMessage(ctx, stopped.conversation, stopped.message, { attachments });
  },
});
