import * as z from "zod";
import { event, on } from "../../framework/events.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { correctables, userCorrected } from "../users/public.ts";

export const memberCorrected = event(
  "member.corrected",
  "A member corrected their name or their address, or something about them was corrected on their request: what was received of them before is to be corrected as well.",
  z.object({ organization_id: z.string(), user_id: z.string(), what: z.enum([...correctables, "other"]) }),
  { isPublic: true, about: "user_id" },
);

/** In each organization they belong to, those who listen there are told (GDPR Art. 19): by ids, never by what it is now. */
export const tellCorrected = on("members.tell_corrected", userCorrected, {
  purpose: "account",
  async run(ctx, { user_id, what }) {
    const sql = "select organization_id from memberships where user_id = $1 order by organization_id";
    const places = await ctx.db.query<{ organization_id: string }>(sql, [user_id]);
    for (const { organization_id } of places)
      await ctx.inScope(
        (step) => step.emit(memberCorrected, { organization_id, user_id, what }),
        // Of that person: with them it goes.
        proveScope({ organizationId: organization_id, userId: user_id }),
      );
  },
});
