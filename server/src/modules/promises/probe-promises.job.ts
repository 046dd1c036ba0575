import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { composedPort } from "../../framework/promise.ts";
import { runProbes } from "../../privacy/public.ts";

/** Looks at each promise when it is due. Where this stops, all of them turn unknown. */
export const probePromises = job({
  name: "promises.probe",
  data: z.object({}),
  purpose: "security",
  everyMs: minuteMs,
  perTenantMax: 1,
  long: true,
  async run(ctx) {
    await runProbes(ctx.port(composedPort)());
  },
});
