import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";

const severalUsers = lookup<[], { several: boolean }>(
  "several_users",
  "select count(*) > 1 as several from (select 1 from users limit 2) as counted",
);

/** Whether anyone but the first owner has an account. */
export async function hasSeveralUsers(ctx: Pick<Work, "lookup">): Promise<boolean> {
  const [row] = await ctx.lookup(severalUsers);
  return row?.several ?? false;
}
