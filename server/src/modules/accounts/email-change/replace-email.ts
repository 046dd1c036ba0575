import type { Context } from "../../../framework/context.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { announceCorrection, indexEmail, userErrors, users } from "../../users/public.ts";
import { emailTokens } from "../tables.ts";

/** Gives the user of this transaction another address, which has been proved. Links mailed to the one before end. @throws Refusal `users.address_taken` */
export async function replaceEmail(ctx: Context, id: string, email: string): Promise<void> {
  const key = await ctx.keys.of({ kind: "user", id }, "account");
  const sealed = ctx.seal(users, key, { id, email });
  const change = ctx.db
    .of(users)
    .updateTable("users")
    .set((is) => ({
      email: sealed.email,
      email_index: indexEmail(ctx.keyring, email),
      version: is("version", "+", 1),
    }))
    .where("id", "=", id);
  await change.execute().catch((error: unknown) => {
    throw isUniqueViolation(error, "users_email_index") ? userErrors.address_taken() : error;
  });
  await ctx.db.of(emailTokens).deleteFrom("email_tokens").where("user_id", "=", id).execute();
  await announceCorrection(ctx, id, "email");
}
