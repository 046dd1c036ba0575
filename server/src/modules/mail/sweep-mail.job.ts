import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { mails } from "./tables.ts";

const keptMs = 7 * dayMs;

/** Mails that nobody fetched or no server took within a week. */
export const sweepMail = job({
  name: "mail.sweep",
  data: z.object({}),
  purpose: "account",
  cron: "41 * * * *",
  async run(ctx) {
    await acrossTenants(ctx.database, "delete old mails", (db) =>
      db.of(mails).deleteFrom("mails").where("created_at", "<=", later(ctx.at, -keptMs)).execute(),
    );
  },
});
