import * as z from "zod";
import { hourMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { contentReviews } from "../../../privacy/public.ts";
import { sendMail } from "../../mail/public.ts";
import { memberships } from "../../members/public.ts";
import { findOrganizationName } from "../find-organization-name.ts";

/** When a review is due, every owner of the organization is told; the review and the mails are one transaction. */
export const askForReviews = job({
  name: "privacy_requests.ask_for_reviews",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const due = await acrossTenants(ctx.database, "find reviews that are due", (db) =>
      db.query<{ organization_id: string }>(
        "select distinct organization_id from content_reviews where due_at <= $1 order by organization_id",
        [ctx.at],
      ),
    );
    for (const { organization_id: organizationId } of due) {
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => askOwners(step, organizationId), proveScope({ organizationId }));
    }
  },
});

async function askOwners(ctx: Work, organizationId: string): Promise<void> {
  const db = ctx.db.of(contentReviews, memberships);
  const reviews = db.deleteFrom("content_reviews").where("organization_id", "=", organizationId);
  const asked = await reviews.where("due_at", "<=", ctx.at).returning("id").execute();
  if (asked.length === 0) return; // another worker was faster
  const organization_name = await findOrganizationName(ctx, organizationId);
  if (organization_name === undefined) return; // it is being erased, with all that was to be reviewed
  const members = db.selectFrom("memberships").select("user_id").where("organization_id", "=", organizationId);
  const owners = await members.where("role", "=", "owner").orderBy("user_id").execute();
  const filling = { organization_name, link: ctx.deployment.origin };
  for (const { user_id: userId } of owners)
    await sendMail(ctx, { to: { userId }, template: "content_review_due", filling });
}
