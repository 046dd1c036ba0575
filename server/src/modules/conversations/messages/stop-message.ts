import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findToEnd } from "../find-to-end.ts";
import { findMessage } from "./find-message.ts";
import { message, presentMessage, readAttached } from "./present-message.ts";
import { stopAnswer } from "./stop-answer.ts";

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
  load: (ctx, { message_id }) => findMessage(ctx, message_id, findToEnd),
  attributes: (_, { conversation }) => ({ agent: conversation.agent_id }),
  async run(ctx, _, { resource: found }) {
    const attachments = (await readAttached(ctx, [found.message])).get(found.message.id);
    const stopped = await stopAnswer(ctx, found);
    return presentMessage(ctx, stopped.conversation, stopped.message, { attachments });
  },
});
