import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { emailField, indexEmail } from "./normalize-email.ts";
import { indexUsername, usernameField } from "./normalize-username.ts";

/** What one signs in with: an address or a user name, told apart by the `@`. */
export const signInNameField = z.union([emailField, usernameField]).describe("E-mail address, or user name.");

const emailIndexByUsername = lookup<[Buffer], { email_index: Buffer }>(
  "email_index_by_username",
  "select email_index from users where username_index = $1 and email_verified_at is not null",
);

/**
 * What tells the account of an address or a user name apart, in limits and look-ups: the keyed hash of its address. A
 * name nobody has is told apart by its own, and a look-up is made either way: neither work nor answer differ.
 */
export async function findAccountIndex(ctx: Work, name: string): Promise<Buffer> {
  const isEmail = name.includes("@");
  const own = isEmail ? indexEmail(ctx.keyring, name) : indexUsername(ctx.keyring, name);
  const [found] = await ctx.lookup(emailIndexByUsername, own);
  return found?.email_index ?? own;
}
