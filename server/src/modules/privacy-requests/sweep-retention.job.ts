import * as z from "zod";
import { job } from "../../framework/jobs.ts";
import { cataloguePort, sweepExpired } from "../../privacy/public.ts";

export const sweepRetention = job({
  name: "retention.sweep",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  cron: "23 * * * *",
  run: async (ctx) => void (await sweepExpired(ctx, ctx.port(cataloguePort))),
});
