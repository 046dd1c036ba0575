import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { cellContext, type DataKey, unwrapKey } from "../../framework/keys/sealing.ts";
import type { RowTypes } from "../../framework/table.ts";
import { conversations, type ToldVariables } from "./tables.ts";

export type ConversationRow = Selectable<RowTypes<typeof conversations>>;
/** A conversation with its title and its key in clear. */
export type OpenConversation = Omit<ConversationRow, "title" | "variables" | "object_key"> & {
  title: string | null;
  variables: ToldVariables | null;
  key: DataKey;
};

/** The key that opens the keys of this user's conversations. */
export const userKey = (work: Work) => work.keys.of({ kind: "user", id: work.scope.userId! }, "conversation");

/** The conversation's own key. */
export const openKey = (under: DataKey, row: { workspace_id: string; id: string; object_key: Buffer }) =>
  unwrapKey(under, cellContext(conversations, "object_key", row), row.object_key);

/**
 * One of this user's conversations, opened. Locked, nobody else changes it or its messages until the transaction ends.
 * @throws Refusal `request.not_found`
 */
export async function findConversation(
  work: Work,
  id: string,
  lock: "lock" | "look" = "look",
): Promise<OpenConversation> {
  const query = work.db
    .of(conversations)
    .selectFrom("conversations")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("user_id", "=", work.scope.userId!)
    .where("id", "=", id);
  const row = await (lock === "lock" ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return openConversation(work, await userKey(work), row);
}

/** What rules may look at: the agent it is with. */
export const aboutAgent = (_: unknown, { agent_id }: OpenConversation) => ({ agent: agent_id });

export function openConversation(work: Work, under: DataKey, row: ConversationRow): OpenConversation {
  const key = openKey(under, row);
  const { object_key: _, ...opened } = work.open(conversations, key, row);
  return { ...opened, key };
}
