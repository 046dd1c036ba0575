import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { cellContext, newDataKey, wrapKey } from "../../framework/sealing.ts";
import { agentErrors, findAgentInUse, requireUse } from "../agents/public.ts";
import { requireContact } from "../contacts/public.ts";
import { userKey } from "./find-conversation.ts";
import { conversation, presentConversation } from "./present-conversation.ts";
import { conversations } from "./tables.ts";

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
  }),
  output: conversation,
  refusals: [agentErrors.not_for_you, agentErrors.variable_missing],
  audit: { action: "conversation.started", target: (started) => started.id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, contact_id = null }) {
    await requireUse(ctx, await findAgentInUse(ctx, agent_id));
    if (contact_id !== null) await requireContact(ctx, contact_id);
    const { organizationId, workspaceId, userId } = ctx.scope;
    const [id, key] = [ctx.newId("cnv"), newDataKey()];
    const row = {
      id,
      organization_id: organizationId,
      workspace_id: workspaceId,
      user_id: userId,
      agent_id,
      contact_id,
      title: null,
      sandbox: false,
      revision: 0,
      title_revision: 0,
      created_at: ctx.at,
      updated_at: ctx.at,
    };
    const object_key = wrapKey(await userKey(ctx), cellContext(conversations, "object_key", row), key);
    await ctx.db
      .of(conversations)
      .insertInto("conversations")
      .values({ ...row, object_key })
      .execute();
    return presentConversation({ ...row, key }, false);
  },
});
