import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { sendMail } from "../mail/public.ts";
import { users } from "../users/public.ts";
import { mayMailAgain } from "./may-mail-again.ts";

/** Tells the holder of an address that someone tried to sign up with it. */
export const tellAddressTaken = job({
  name: "accounts.tell_address_taken",
  data: z.object({}),
  purpose: "account",
  perTenantMax: 1,
  async run(ctx) {
    const userId = ctx.scope.userId!;
    const self = await ctx.db
      .of(users)
      .selectFrom("users")
      .select("email_index")
      .where("id", "=", userId)
      .executeTakeFirst();
    if (!self || !(await mayMailAgain(ctx, "address_taken", self.email_index))) return;
    const { origin } = ctx.deployment;
    const filling = { sign_in_link: `${origin}/sign-in`, reset_link: `${origin}/reset-password` };
    await sendMail(ctx, { to: { userId }, template: "address_taken", filling });
  },
});
