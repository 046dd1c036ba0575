import { on } from "../../../framework/events.ts";
import { findAgentInUse } from "../../agents/public.ts";
import { mayRemember } from "../../consents/public.ts";
import { ifThere, messageAnswered } from "../../conversations/public.ts";
import { extractMemories } from "./extract-memories.job.ts";

/** Whoever did not agree, or whose agent does not remember, is not even looked at. */
export const onMessageAnswered = on("memory.message_answered", messageAnswered, {
  purpose: "converse",
  async run(ctx, { agent_id, message_id }) {
    const agent = await ifThere(findAgentInUse(ctx, agent_id));
    if (!agent?.settings.memory?.enabled || !(await mayRemember(ctx))) return;
    await ctx.enqueue(extractMemories, { message_id });
  },
});
