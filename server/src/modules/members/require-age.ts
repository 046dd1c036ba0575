import type { Context, Work } from "../../framework/context.ts";
import { checkAge, readAgeMinimum } from "../users/public.ts";
import { memberErrors } from "./errors.ts";

/** Whether who acts has declared to be as old as an organization's policy asks its members to be. */
export async function isOldEnough(work: Work, organizationId: string): Promise<boolean> {
  const minimum = await readAgeMinimum(work, organizationId);
  const sql = "select age_minimum from users where id = $1";
  const [declared] = await work.db.query<{ age_minimum: number }>(sql, [work.scope.userId]);
  return declared !== undefined && declared.age_minimum >= minimum;
}

/**
 * Asks for the birth date where an organization's members have to be older than who acts has declared to be. That they
 * are is noted; the date is not.
 * @throws Refusal `members.age_needed` without the date, `users.too_young`
 */
export async function requireAge(ctx: Context, organizationId: string, birthDate: string | undefined): Promise<void> {
  if (await isOldEnough(ctx, organizationId)) return;
  const minimum = await readAgeMinimum(ctx, organizationId);
  if (birthDate === undefined) throw memberErrors.age_needed({ minimum });
  checkAge(birthDate, minimum, ctx.at);
  const sql = "update users set age_minimum = $2, age_declared_at = $3 where id = $1";
  await ctx.db.query(sql, [ctx.scope.userId, minimum, ctx.at]);
}
