import type { Context } from "../../framework/context.ts";
import { indexEmail } from "./normalize-email.ts";
import { storePassword } from "./store-password.ts";
import { users } from "./tables.ts";

export type NewUser = {
  email: string;
  name: string;
  locale: string;
  timeZone: string;
  /** PHC string. None for whom a provider has vouched. */
  passwordHash?: string;
  /** Age that was declared to be reached; the birth date is not kept. */
  ageMinimum: number;
  isOperator: boolean;
  isVerified: boolean;
};

/** Makes a user and the keys of everything that will be theirs, and goes on as this user. */
export async function createUser(ctx: Context, made: NewUser): Promise<string> {
  const id = ctx.newId("usr");
  await ctx.become({ userId: id });
  await ctx.keys.create(ctx.db, { kind: "user", id });
  const key = await ctx.keys.of({ kind: "user", id }, "account");
  const row = ctx.seal(users, key, {
    id,
    email: made.email,
    email_index: indexEmail(ctx.keyring, made.email),
    username: null,
    username_index: null,
    name: made.name,
    locale: made.locale,
    time_zone: made.timeZone,
    theme: "auto" as const,
    is_operator: made.isOperator,
    email_verified_at: made.isVerified ? ctx.at : null,
    age_declared_at: ctx.at,
    age_minimum: made.ageMinimum,
    created_at: ctx.at,
    version: 1,
  });
  await ctx.db.of(users).insertInto("users").values(row).execute();
  if (made.passwordHash !== undefined) await storePassword(ctx, id, made.passwordHash);
  return id;
}
