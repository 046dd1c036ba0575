import * as z from "zod";
import { secondMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { approvalEnded } from "./events.ts";

const expiredMax = 500;

type Found = { organization_id: string; workspace_id: string; id: string; kind: string; subject: string };

/** Ends what nobody decided in time, so that what waits for it knows. */
export const expireApprovals = job({
  name: "approvals.expire",
  data: z.object({}),
  purpose: "approve",
  everyMs: 5 * secondMs,
  async run({ database, clock, inScope }) {
    const at = clock.now();
    const found = await acrossTenants(database, "find approvals that nobody decided", (db) =>
      db.query<Found>(
        "select organization_id, workspace_id, id, kind, subject from approvals where state = 'pending' and expires_at <= $1 limit $2",
        [at, expiredMax],
      ),
    );
    for (const { organization_id, workspace_id, id, kind, subject } of found) {
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id });
      await inScope(async ({ db, emit }) => {
        const ended = await db.query(
          "update approvals set state = 'expired', ended_at = $3 where workspace_id = $1 and id = $2 and state = 'pending' returning id",
          [workspace_id, id, at],
        );
        if (ended.length > 0) await emit(approvalEnded, { approval_id: id, kind, subject, state: "expired" });
      }, scope);
    }
  },
});
