import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { orderEvents, sealLogs } from "../../privacy/public.ts";

/** Every entry has its place in its log, and every event its number, within a second of being written. */
export const sealLog = job({
  name: "audit.seal",
  data: z.object({}),
  purpose: "security",
  everyMs: 500,
  perTenantMax: 1,
  async run(ctx) {
    await sealLogs(ctx);
    await orderEvents(ctx);
  },
});
