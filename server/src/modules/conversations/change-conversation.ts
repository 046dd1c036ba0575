import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors, findAgentInUse, givenVariables, requireUse } from "../agents/public.ts";
import { conversationErrors } from "./errors.ts";
import { aboutAgent, findConversation, type OpenConversation } from "./find-conversation.ts";
import { isAnswering } from "./is-answering.ts";
import { ifThere } from "./messages/find-message.ts";
import { conversation, presentConversation } from "./present-conversation.ts";
import { tellValues } from "./tell-values.ts";
import { updateConversation } from "./update-conversation.ts";

export const changeConversation = endpoint({
  method: "PATCH",
  path: "/conversations/{conversation_id}",
  summary: "Rename a conversation, or tell its agent other values from its next answer on.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  input: z.strictObject({
    conversation_id: z.string(),
    title: z.string().trim().min(1).max(200).optional(),
    variables: givenVariables.optional().describe("All of them anew; those of the version in use are asked for."),
  }),
  output: conversation,
  refusals: [
    agentErrors.not_for_you,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    conversationErrors.agent_gone,
    conversationErrors.visitors_only,
  ],
  audit: { action: "conversation.updated", target: (changed) => changed.id },
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id, "lock"),
  attributes: aboutAgent,
  async run(ctx, { title, variables }, { resource }) {
    if (variables) await requireTellable(ctx, resource, variables);
    const told = variables && { variables: tellValues(resource.variables, variables) };
    const changed = await updateConversation(ctx, resource).save({ ...(title !== undefined && { title }), ...told });
    return presentConversation(changed, await isAnswering(ctx, resource.id));
  },
});

/** Whether its agent can be told this now, and is not a visitor's. */
async function requireTellable(
  work: Work,
  { agent_id, widget_id }: OpenConversation,
  values: Record<string, string>,
): Promise<void> {
  if (widget_id !== null) throw conversationErrors.visitors_only();
  const agent = await ifThere(findAgentInUse(work, agent_id));
  if (!agent) throw conversationErrors.agent_gone();
  await requireUse(work, agent, values);
}
