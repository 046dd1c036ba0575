import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors, findAgentInUse, givenVariables, requireUse } from "../agents/public.ts";
import { requireContact } from "../contacts/public.ts";
import { insertConversation } from "./insert-conversation.ts";
import { conversation, presentConversation } from "./present-conversation.ts";

export const createConversation = endpoint({
  method: "POST",
  path: "/conversations",
  summary: "Start a conversation with an agent.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  status: 201,
  input: z.strictObject({
    agent_id: z.string(),
    contact_id: z.string().optional().describe("Whom it is about: nothing is sent without their consent."),
    variables: givenVariables
      .optional()
      .describe("Values for `{{name}}` in the agent's instructions, from the start on."),
  }),
  output: conversation,
  refusals: [agentErrors.not_for_you, agentErrors.variable_missing, agentErrors.variable_wrong],
  audit: { action: "conversation.started", target: (started) => started.id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, contact_id = null, variables: values }) {
    await requireUse(ctx, await findAgentInUse(ctx, agent_id), values);
    if (contact_id !== null) await requireContact(ctx, contact_id);
    const told = values ? { variables: { values } } : {};
    return presentConversation(await insertConversation(ctx, { agent_id, contact_id, ...told }), false);
  },
});
