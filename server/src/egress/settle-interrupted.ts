import * as z from "zod";
import { secondMs } from "../framework/clock.ts";
import { event } from "../framework/events.ts";
import { job } from "../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../framework/database/tenant.ts";
import { recordInterruption } from "./record-generation.ts";

export const generationInterrupted = event(
  "generation.interrupted",
  "Whoever ran a generation died before it was over.",
  z.object({ generation_id: z.string(), artefact: z.string() }),
  { isPublic: true },
);

const sweptMax = 500;

type Expired = { id: string; artefact: string; organization_id: string; workspace_id: string; user_id: string };

/** Settles generations whose lease ran out: their caller was killed, or lost the database for too long. */
export const settleInterrupted = job({
  name: "egress.settle_interrupted",
  data: z.object({}),
  purpose: "converse",
  everyMs: 5 * secondMs,
  async run({ database, clock, inScope }) {
    const at = clock.now();
    const expired = await acrossTenants(database, "find generations whose caller died", (db) =>
      db.query<Expired>(
        "select id, artefact, organization_id, workspace_id, user_id from generations where state = 'running' and lease_until <= $1 limit $2",
        [at, sweptMax],
      ),
    );
    for (const found of expired) {
      const scope = { organizationId: found.organization_id, workspaceId: found.workspace_id, userId: found.user_id };
      await inScope(async (step) => {
        if (!(await recordInterruption(step.db, found.id, at))) return;
        await step.emit(generationInterrupted, { generation_id: found.id, artefact: found.artefact });
      }, proveScope(scope));
    }
  },
});
