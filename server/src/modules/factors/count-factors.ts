import type { Work } from "../../framework/context.ts";

export type Factors = { passkeys: number; app: boolean; recoveryCodes: number; password: boolean };

/** What the user of the scope can prove themselves with. */
export async function countFactors(ctx: Work, userId: string): Promise<Factors> {
  const [found] = await ctx.db.query<{ passkeys: number; app: boolean; codes: number; password: boolean }>(
    `select (select count(*)::int from passkeys where user_id = $1) as passkeys,
       exists (select 1 from authenticator_apps where user_id = $1 and confirmed_at is not null) as app,
       (select count(*)::int from recovery_codes where user_id = $1) as codes,
       exists (select 1 from credentials where user_id = $1 and kind = 'password') as password`,
    [userId],
  );
  const { passkeys, app, codes, password } = found!;
  return { passkeys, app, recoveryCodes: codes, password };
}
