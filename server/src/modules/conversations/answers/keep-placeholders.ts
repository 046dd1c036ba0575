import type { KnownPlaceholders } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { conversationPlaceholders } from "../tables.ts";

/** A conversation's placeholders, sealed under its own key and gone with it. */
export function keepPlaceholders(conversationId: string, key: DataKey): KnownPlaceholders {
  return {
    async read(work) {
      const rows = await work.db
        .of(conversationPlaceholders)
        .selectFrom("conversation_placeholders")
        .selectAll()
        .where("workspace_id", "=", work.scope.workspaceId!)
        .where("conversation_id", "=", conversationId)
        .orderBy("word")
        .orderBy("number")
        .execute();
      return rows.map((row) => {
        const { word, number, value } = work.open(conversationPlaceholders, key, row);
        return { label: { word, number }, value };
      });
    },
    add: (work, entries) =>
      work.inScope(async (step) => {
        const rows = entries.map(({ label, value }) =>
          step.seal(conversationPlaceholders, key, { ...place(step, conversationId), ...label, value }),
        );
        // Another try at the same answer may have been first: the next turn goes by what it kept.
        await step.db
          .of(conversationPlaceholders)
          .insertInto("conversation_placeholders")
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
  };
}

const place = ({ scope }: Work, conversation_id: string) => ({
  organization_id: scope.organizationId!,
  workspace_id: scope.workspaceId!,
  user_id: scope.userId!,
  conversation_id,
});
