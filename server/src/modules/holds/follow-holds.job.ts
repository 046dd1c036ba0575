import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { writeToAdmins } from "../mail/public.ts";
import { findHold, type HoldRow, saveHold } from "./find-hold.ts";
import { spreadHold } from "./spread-hold.job.ts";
import { takeMatching } from "./take-matching.ts";

/** So many days before a hold is to be looked at its organization is reminded. */
const remindDays = 7;

type Found = { id: string; organization_id: string; workspace_id: string };

/** In force, or released across the organization while a part of it still is. */
const livingSql = `select id, organization_id, workspace_id from holds h where state = 'in_force'
  or (state = 'released' and reach = 'organization' and exists (select from holds p
    where p.organization_id = h.organization_id and p.parent_id = h.id and p.state = 'in_force')) order by id`;

/** The workspace of the whole is gone: each part stands for itself, to be looked at and released where it is. */
const orphansSql = `update holds c set parent_id = null
  where c.parent_id is not null and not exists (select from holds p where p.id = c.parent_id)`;

/** Takes whoever a filter finds meanwhile under its hold, and reminds of reviews: once for each review day. */
export const followHolds = job({
  name: "holds.follow",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    await acrossTenants(ctx.database, "free holds whose whole is gone", (db) => db.query(orphansSql));
    const inForce = await acrossTenants(ctx.database, "find legal holds in force", (db) => db.query<Found>(livingSql));
    for (const { id, organization_id, workspace_id } of inForce) {
      ctx.signal.throwIfAborted();
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id });
      await ctx.inScope((step) => follow(step, id), scope);
    }
  },
});

async function follow(work: Work, id: string): Promise<void> {
  const row = await findHold(work, id, "to change");
  if (row.reach === "organization") await work.enqueue(spreadHold, { hold_id: id });
  if (row.state !== "in_force") return;
  if (row.predicate.by === "filter") await takeMatching(work, row);
  if (row.parent_id !== null) return; // who reviews the whole is reminded
  if (row.review_at > later(work.at, remindDays * dayMs)) return;
  if (row.reminded_for?.getTime() === row.review_at.getTime()) return;
  await saveHold(work, row, { reminded_for: row.review_at });
  await remind(work, row);
}

/** Owners and admins: they may release it, or say that it is still needed. */
async function remind(work: Work, row: HoldRow): Promise<void> {
  const filling = { due: row.review_at.toISOString().slice(0, 10), link: `${work.deployment.origin}/trust/holds` };
  await writeToAdmins(work, row.organization_id, { template: "hold_review_due", filling });
}
