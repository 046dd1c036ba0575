import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { job } from "../../framework/jobs/jobs.ts";

/** A secret whose overlap is over signs nothing any more, and is kept no longer. */
export const forgetOldSecrets = job({
  name: "webhooks.forget_old_secrets",
  data: z.object({}),
  purpose: "webhooks",
  everyMs: minuteMs,
  async run({ database, at }) {
    await acrossTenants(database, "forget secrets of webhooks whose overlap is over", async (db) => {
      await db.query("delete from webhook_old_secrets where signs_until <= $1", [at]);
      await db.query(
        "update webhook_endpoints set old_secret = null, old_secret_until = null where old_secret_until <= $1",
        [at],
      );
    });
  },
});
