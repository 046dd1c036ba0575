import * as z from "zod";
import { job } from "../../../framework/jobs/jobs.ts";
import { amountsPort, cataloguePort, sweepExpired } from "../../../privacy/public.ts";

export const sweepRetention = job({
  name: "retention.sweep",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  cron: "23 * * * *",
  /** What is kept by a parameter is kept as long as the policy in force says now: the deployment's, and stricter ones. */
  async run(ctx) {
    await sweepExpired(ctx, ctx.port(cataloguePort), ctx.port(amountsPort));
  },
});
