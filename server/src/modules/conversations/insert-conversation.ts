import type { Work } from "../../framework/context.ts";
import { cellContext, newDataKey, wrapKey } from "../../framework/keys/sealing.ts";
import { type OpenConversation, userKey } from "./find-conversation.ts";
import { conversations, type ToldVariables } from "./tables.ts";

type About = { agent_id: string; contact_id: string | null; widget_id?: string; variables?: ToldVariables };

/** Writes a conversation of this work's person, with a key of its own. */
export async function insertConversation(
  work: Work,
  { agent_id, contact_id, widget_id, variables }: About,
): Promise<OpenConversation> {
  const { organizationId, workspaceId, userId } = work.scope;
  const [id, key] = [work.newId("cnv"), newDataKey()];
  const row = {
    id,
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    user_id: userId!,
    agent_id,
    contact_id,
    widget_id: widget_id ?? null,
    title: null,
    variables: variables ?? null,
    sandbox: false,
    revision: 0,
    title_revision: 0,
    created_at: work.at,
    updated_at: work.at,
  };
  const object_key = wrapKey(await userKey(work), cellContext(conversations, "object_key", row), key);
  await work.db
    .of(conversations)
    .insertInto("conversations")
    .values({ ...work.seal(conversations, key, row), object_key })
    .execute();
  return { ...row, key };
}
