import { later, minuteMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { enqueue } from "../../../framework/jobs.ts";
import { acrossTenants, type Db } from "../../../framework/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { locateClient } from "../locate-client.ts";
import { signInTries } from "../tables.ts";
import { hashNetwork } from "./hash-network.ts";
import { judgeTry } from "./judge-try.job.ts";

const sprayMs = 15 * minuteMs;
const accountsAt = new Set([10, 40, 160, 640]);

/**
 * Notes a wrong try, the same for an account that exists as for one that does not. Without a transaction to fail with:
 * the request is refused, and this stays.
 */
export async function noteWrongTry(ctx: Context, account: Buffer, userId: string | undefined): Promise<void> {
  const network = hashNetwork(ctx);
  const whose = userId ?? nobody;
  const country = await locateClient(ctx, ctx.client.ip);
  // Nobody's key is never remembered: with it, the keys are asked for also where somebody's were a moment ago.
  const key = (await ctx.keys.many("user", [whose, nobody], "telemetry")).get(whose);
  const id = ctx.newId("try");
  const place = { country, ip: ctx.client.ip, user_agent: ctx.client.userAgent };
  const row = { id, user_id: key ? whose : null, account, network, was_right: false, created_at: ctx.at };
  const sealed = key ? ctx.seal(signInTries, key, { ...row, place }) : { ...row, place: null };
  const accounts = await acrossTenants(ctx.database, "note a wrong sign-in", async (db) => {
    const before = await countAccounts(db, network, account, later(ctx.at, -sprayMs));
    await db.of(signInTries).insertInto("sign_in_tries").values(sealed).execute();
    await enqueue(db, judgeTry, { try_id: id }, ctx.at, { lane: "sign-in" });
    return before;
  });
  if (accounts.isNew && accountsAt.has(accounts.count + 1))
    await raiseSecurityEvent(ctx, {
      kind: "sign_in.password_spraying",
      severity: "warning",
      facts: { accounts: accounts.count + 1 },
    });
}

/** An id no user has: asking for its key costs what asking for a real one does. */
const nobody = "usr_00000000000000000000000000";

async function countAccounts(db: Db, network: Buffer, account: Buffer, since: Date) {
  const [found] = await db.query<{ count: number; is_new: boolean }>(
    `select count(distinct account)::int as count, coalesce(not bool_or(account = $2), true) as is_new
     from sign_in_tries where network = $1 and created_at > $3 and not was_right`,
    [network, account, since],
  );
  return { count: found?.count ?? 0, isNew: found?.is_new ?? true };
}
