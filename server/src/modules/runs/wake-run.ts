import type { Work } from "../../framework/context.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { advanceRun } from "./machine/advance-run.job.ts";

type Whose = { runId: string; userId: string };

/**
 * Something that a run waits for may have happened: it is looked at. In a transaction of the run's own person, whoever
 * calls; being woken in vain does no harm.
 */
export async function wakeRun(work: Work, { runId, userId }: Whose): Promise<void> {
  const { organizationId, workspaceId } = work.scope;
  await work.inScope(
    async (step) => {
      const woken = await step.db.query(
        "update runs set woken = woken + 1 where workspace_id = $1 and id = $2 and ended_at is null returning id",
        [workspaceId, runId],
      );
      if (woken.length > 0) await step.enqueue(advanceRun, { run_id: runId });
    },
    proveScope({ organizationId: organizationId!, workspaceId: workspaceId!, userId }),
  );
}
