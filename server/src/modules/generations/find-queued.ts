import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import type { RowTypes } from "../../framework/table.ts";
import { queuedGenerations } from "./tables.ts";

export type QueuedRow = Selectable<RowTypes<typeof queuedGenerations>>;

/** What was asked for under this id in the scope's workspace, and is the scope's user's own. */
export function findQueued(work: Work, id: string, lock: "lock" | "look" = "look"): Promise<QueuedRow | undefined> {
  const query = work.db
    .of(queuedGenerations)
    .selectFrom("queued_generations")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("user_id", "=", work.scope.userId!)
    .where("generation_id", "=", id);
  return (lock === "lock" ? query.forUpdate() : query).executeTakeFirst();
}

/** The key of a person's talks with models. */
export const ownKey = (work: Work) => work.keys.of({ kind: "user", id: work.scope.userId! }, "conversation");
