import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { amountsPort, changeEpoch, epochKeepingPort } from "../../privacy/public.ts";

/** Looks often whether keys are due for a new epoch, and goes on where an interruption left it. */
export const changeKeyEpoch = job({
  name: "keys.change_epoch",
  data: z.object({}),
  purpose: "account",
  everyMs: 10 * minuteMs,
  long: true,
  ordered: true,
  async run(ctx) {
    const keeping = ctx.port(epochKeepingPort);
    if (!keeping) return;
    const { database, keyring, clock, signal } = ctx;
    const amountOf = await ctx.port(amountsPort)();
    const moved = await changeEpoch({ database, keyring, clock, signal, amountOf, ...keeping });
    if (moved > 0) ctx.log.info({ moved }, "keys were wrapped under a new epoch");
  },
});
