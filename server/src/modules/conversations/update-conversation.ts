import type { Work } from "../../framework/context.ts";
import { announceChange } from "./announce-change.ts";
import type { OpenConversation } from "./find-conversation.ts";
import { conversations, type ToldVariables } from "./tables.ts";

/** The agent that took over, and what it was told. */
export type GoesOn = { agentId: string; variables: Record<string, string> };
type Changes = { title?: string; sandbox?: boolean; goesOn?: GoesOn; variables?: ToldVariables | null };

/** Takes the next revision of a conversation locked by this transaction. The row is written once, by `save`. */
export function updateConversation(work: Work, opened: OpenConversation) {
  let revision = opened.revision;
  return {
    nextRevision: () => ++revision,
    async save({ title, sandbox, goesOn, variables: told }: Changes = {}): Promise<OpenConversation> {
      const titled = title === undefined ? {} : { title };
      const { agent_id, variables } = goesOn
        ? takeOver(goesOn)
        : { ...opened, ...(told !== undefined && { variables: told }) };
      const isOther = title !== undefined || told !== undefined || agent_id !== opened.agent_id;
      const changed = {
        ...titled,
        ...(isOther && { title_revision: ++revision }),
        agent_id,
        variables,
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

const takeOver = ({ agentId, variables: values }: GoesOn) => ({
  agent_id: agentId,
  variables: Object.keys(values).length > 0 ? { values, by_agent: true as const } : null,
});
