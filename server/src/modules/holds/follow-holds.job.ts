import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/tenant.ts";
import { sendMail } from "../mail/public.ts";
import { findHold, type HoldRow, saveHold } from "./find-hold.ts";
import { takeMatching } from "./take-matching.ts";

/** So many days before a hold is to be looked at its organization is reminded. */
const remindDays = 7;

type Found = { id: string; organization_id: string; workspace_id: string };

/** Takes whoever a filter finds meanwhile under its hold, and reminds of reviews: once for each review day. */
export const followHolds = job({
  name: "holds.follow",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const inForce = await acrossTenants(ctx.database, "find legal holds in force", (db) =>
      db.query<Found>("select id, organization_id, workspace_id from holds where state = 'in_force' order by id"),
    );
    for (const { id, organization_id, workspace_id } of inForce) {
      ctx.signal.throwIfAborted();
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id });
      await ctx.inScope((step) => follow(step, id), scope);
    }
  },
});

async function follow(work: Work, id: string): Promise<void> {
  const row = await findHold(work, id, "to change");
  if (row.state !== "in_force") return;
  if (row.predicate.by === "filter") await takeMatching(work, row);
  if (row.review_at > later(work.at, remindDays * dayMs)) return;
  if (row.reminded_for?.getTime() === row.review_at.getTime()) return;
  await saveHold(work, row, { reminded_for: row.review_at });
  await remind(work, row);
}

/** Owners and admins: they may release it, or say that it is still needed. */
async function remind(work: Work, row: HoldRow): Promise<void> {
  const members = await work.db.query<{ user_id: string }>(
    "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
    [row.organization_id],
  );
  const filling = { due: row.review_at.toISOString().slice(0, 10), link: `${work.deployment.origin}/trust/holds` };
  for (const { user_id: userId } of members)
    await sendMail(work, { to: { userId }, template: "hold_review_due", filling });
}
