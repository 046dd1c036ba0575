import type { Context } from "../../framework/context.ts";
import { clearSharedLimit, takeSharedLimit } from "../../framework/request/rate-limit.ts";
import { userErrors } from "./errors.ts";
import { verifyPassword } from "./hash-password.ts";
import { credentials } from "./tables.ts";

/** Wrong tries by one signed-in person, before they have to wait. */
const tries = { perMinute: 1, burst: 8 };

/**
 * Has the person who acts prove once more that it is them, before something that cannot be undone. Belongs in
 * `prepare`: it takes as long as a sign-in.
 * @throws Refusal `users.password_wrong`, `users.busy`, `request.too_many`
 */
export async function confirmPassword(ctx: Context<"user">, password: string): Promise<void> {
  const { userId } = ctx.scope;
  const bucket = ctx.keyring.keyedHash("rate limit", `password|${userId}`);
  await takeSharedLimit(ctx.database, bucket, tries, ctx.at);
  const query = ctx.db.of(credentials).selectFrom("credentials").select(["id", "hash"]);
  const row = await query.where("user_id", "=", userId).where("kind", "=", "password").executeTakeFirst();
  const key = row && (await ctx.keys.of({ kind: "user", id: userId }, "credential"));
  const phc = row && key ? ctx.open(credentials, key, row).hash : undefined;
  if (!(await verifyPassword(phc, password, ctx.deployment.passwordCost))) throw userErrors.password_wrong();
  await clearSharedLimit(ctx.database, bucket);
}
