import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { indexEmail } from "./normalize-email.ts";

const verifiedByEmail = lookup<[Buffer], { id: string }>(
  "user_by_email",
  "select id from users where email_index = $1 and email_verified_at is not null",
);

/** The user who has proved that this (normalised) address is theirs. */
export async function findUserByEmail(ctx: Work, email: string): Promise<string | undefined> {
  return findUserByIndex(ctx, indexEmail(ctx.keyring, email));
}

export async function findUserByIndex(ctx: Work, index: Buffer): Promise<string | undefined> {
  const [found] = await ctx.lookup(verifiedByEmail, index);
  return found?.id;
}
