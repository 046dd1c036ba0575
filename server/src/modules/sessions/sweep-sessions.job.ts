import * as z from "zod";
import { job } from "../../framework/jobs.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { sessions } from "./tables.ts";

/** Sessions that have run out, by either of their limits. */
export const sweepSessions = job({
  name: "sessions.sweep",
  data: z.object({}),
  purpose: "security",
  cron: "23 * * * *",
  async run(ctx) {
    await acrossTenants(ctx.database, "delete expired sessions", (db) =>
      db
        .of(sessions)
        .deleteFrom("sessions")
        .where((is) => is.or([is("expires_at", "<=", ctx.at), is("idle_expires_at", "<=", ctx.at)]))
        .execute(),
    );
  },
});
