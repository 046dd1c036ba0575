import { generationInterrupted } from "../../../egress/public.ts";
import { on } from "../../../framework/events.ts";
import { conversationErrors } from "../errors.ts";
import { findMessage, ifThere, readChunks } from "../messages/find-message.ts";
import { finishMessage } from "../messages/finish-message.ts";

/** An answer that broke off where something was shown fails; one of which nothing was there is begun anew by its job. */
export const onGenerationInterrupted = on("conversations.generation_interrupted", generationInterrupted, {
  purpose: "converse",
  async run(ctx, { generation_id, artefact }) {
    const found = await ifThere(findMessage(ctx, artefact));
    if (found?.message.state !== "streaming" || found.message.generation_id !== generation_id) return;
    const { text } = await readChunks(ctx, found.conversation.key, artefact);
    if (text === "") return;
    await finishMessage(ctx, found, { state: "failed", errorCode: conversationErrors.interrupted.code, text });
  },
});
