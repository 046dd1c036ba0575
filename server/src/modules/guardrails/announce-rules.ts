import type { Work } from "../../framework/context.ts";

/** Says that the rules or exceptions of a workspace changed, with its id. */
export const guardrailChannel = "avow_guardrails";

/** Every process forgets what it remembers of a workspace as soon as this transaction has ended. */
export async function announceRules(work: Work<"workspace">): Promise<void> {
  await work.db.query("select pg_notify($1, $2)", [guardrailChannel, work.scope.workspaceId]);
}
