import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { duties, dutyAttestations } from "../../privacy/public.ts";
import { promiseErrors } from "./errors.ts";

export const attestDuty = endpoint({
  method: "POST",
  path: "/operator/duties/attest",
  summary: "Give your word that a duty is done; it counts for a limited time.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ duty: z.string().max(60) }),
  output: z.object({ duty: z.string(), attested_until: timeOutput }),
  status: 201,
  refusals: [promiseErrors.not_a_duty],
  audit: { action: "duty.attested", target: ({ duty }) => duty },
  async run(ctx, { duty }) {
    const found = duties.get(duty);
    if (!found) throw promiseErrors.not_a_duty();
    const expires_at = later(ctx.at, found.renew_days * dayMs);
    const row = { id: ctx.newId("att"), duty, created_at: ctx.at, expires_at };
    await ctx.db.of(dutyAttestations).insertInto("duty_attestations").values(row).execute();
    return { duty, attested_until: expires_at };
  },
});
