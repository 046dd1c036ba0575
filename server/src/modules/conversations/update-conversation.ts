import type { Work } from "../../framework/context.ts";
import { announceChange } from "./announce-change.ts";
import type { OpenConversation } from "./find-conversation.ts";
import { conversations } from "./tables.ts";

type Changes = { title?: string; sandbox?: boolean; agent_id?: string };

/** Takes the next revision of a conversation locked by this transaction. The row is written once, by `save`. */
export function updateConversation(work: Work, opened: OpenConversation) {
  let revision = opened.revision;
  return {
    nextRevision: () => ++revision,
    async save({ title, sandbox, agent_id = opened.agent_id }: Changes = {}): Promise<OpenConversation> {
      const titled = title === undefined ? {} : { title };
      const isOther = title !== undefined || agent_id !== opened.agent_id;
      const changed = {
        ...titled,
        ...(isOther && { title_revision: ++revision }),
        agent_id,
        revision,
        updated_at: work.clock.now(),
        sandbox: opened.sandbox || (sandbox ?? false),
      };
      const { id, workspace_id } = opened;
      const {
        id: _,
        workspace_id: __,
        ...sealed
      } = work.seal(conversations, opened.key, { ...changed, id, workspace_id });
      await work.db
        .of(conversations)
        .updateTable("conversations")
        .set(sealed)
        .where("workspace_id", "=", workspace_id)
        .where("id", "=", id)
        .execute();
      await announceChange(work.db, id);
      return { ...opened, ...changed };
    },
  };
}
