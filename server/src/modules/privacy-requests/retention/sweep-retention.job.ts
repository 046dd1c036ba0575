import * as z from "zod";
import { policiesPort } from "../../../egress/public.ts";
import { job } from "../../../framework/jobs.ts";
import { cataloguePort, sweepExpired } from "../../../privacy/public.ts";

export const sweepRetention = job({
  name: "retention.sweep",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  cron: "23 * * * *",
  /** What is kept by a parameter is kept as long as the deployment's policy says now: none of these is an organization's own. */
  async run(ctx) {
    const policy = await ctx.port(policiesPort).read({});
    await sweepExpired(ctx, ctx.port(cataloguePort), policy.number);
  },
});
