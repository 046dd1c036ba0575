import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";

/** Links that can make nobody operator any more, because somebody is. */
export const sweepOwnerLinks = job({
  name: "deployment.sweep_owner_links",
  data: z.object({}),
  purpose: "account",
  cron: "53 * * * *",
  async run(ctx) {
    await acrossTenants(ctx.database, "delete spent owner links", (db) =>
      db.query("delete from owner_links where exists (select 1 from users where is_operator)"),
    );
  },
});
