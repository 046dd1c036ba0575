import * as z from "zod";
import { secondMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { pullTrigger } from "./pull-trigger.ts";

const atOnceMost = 200;

export type FoundTrigger = { organization_id: string; workspace_id: string; user_id: string; id: string };

/** Begins what is due. What was missed while nobody looked is begun once, not once for each time that passed. */
export const pullDue = job({
  name: "agent_triggers.pull_due",
  data: z.object({}),
  purpose: "converse",
  everyMs: 5 * secondMs,
  async run({ database, clock, inScope, log }) {
    const due = await acrossTenants(database, "find triggers that are due", (db) =>
      db.query<FoundTrigger>(
        "select organization_id, workspace_id, user_id, id from agent_triggers where enabled and next_at is not null and next_at <= $1 order by next_at limit $2",
        [clock.now(), atOnceMost],
      ),
    );
    for (const one of due)
      await inScope((step) => pullTrigger(step, one.id), scopeOf(one)).catch((err: unknown) => {
        if (!isGone(err)) log.error({ err, trigger_id: one.id }, "a trigger could not be pulled");
      });
  },
});

export const scopeOf = ({ organization_id, workspace_id, user_id }: FoundTrigger): Work["scope"] =>
  proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId: user_id });

/** Deleted, or erased with its person, in between. */
export const isGone = (error: unknown) => error instanceof Refusal && error.code === requestErrors.not_found.code;
