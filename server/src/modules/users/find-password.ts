import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { credentials } from "./tables.ts";

type Found = { userId: string; id: string; phc: string };

type Credential = { user_id: string; id: string; hash: Sealed<string> };

const passwordByEmail = lookup<[Buffer], Credential>(
  "password_by_email",
  `select c.user_id, c.id, c.hash from users u join credentials c on c.user_id = u.id and c.kind = 'password'
   where u.email_index = $1 and u.email_verified_at is not null`,
);

/** An id no user has: asking for its key costs what asking for a real one does. */
const nobody = "usr_00000000000000000000000000";

/** The password's hash behind a confirmed address. What is asked of the database does not depend on whether there is one. */
export async function findPassword(ctx: Work, emailIndex: Buffer): Promise<Found | undefined> {
  const [found] = await ctx.lookup(passwordByEmail, emailIndex);
  const userId = found?.user_id ?? nobody;
  // Nobody's key is never remembered: with it, the keys are asked for also where somebody's were a moment ago.
  const key = (await ctx.keys.many("user", [userId, nobody], "credential")).get(userId);
  if (!found || !key) return undefined;
  return { userId, id: found.id, phc: ctx.open(credentials, key, { id: found.id, hash: found.hash }).hash };
}
