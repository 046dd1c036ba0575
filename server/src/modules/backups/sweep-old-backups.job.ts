import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { backupToolsPort } from "./public.ts";

/** Also where no backup is taken any more, or taking one fails: what there is grows old all the same. */
export const sweepOldBackups = job({
  name: "backups.sweep",
  data: z.object({}),
  purpose: "account",
  everyMs: hourMs,
  long: true,
  ordered: true,
  async run(ctx) {
    const swept = await ctx.port(backupToolsPort)?.sweep();
    if (swept) ctx.log.info({ swept }, "old backups were deleted");
  },
});
