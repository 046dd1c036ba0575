import { dayMs, hourMs, later, minuteMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { enqueue } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, type Db } from "../../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { locateClient } from "../locate-client.ts";
import { signInTries } from "../tables.ts";
import { hashNetwork } from "./hash-network.ts";
import { judgeFailures, type WrongTries } from "./judge-failures.ts";
import { judgeTry } from "./judge-try.job.ts";

const sprayMs = 15 * minuteMs;
const accountsAt = new Set([10, 40, 160, 640]);
const lookBackMs = 30 * dayMs;
/** Beyond what is told of. */
const triesMax = 1000;

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
    await takeTurn(db, network, account);
    const before = await countAccounts(db, network, account, later(ctx.at, -sprayMs));
    const wrong = await countWrong(db, { network, account, user: whose }, ctx.at);
    await db.of(signInTries).insertInto("sign_in_tries").values(sealed).execute();
    if (judgeFailures(wrong).length > 0)
      await enqueue(db, judgeTry, { try_id: id, wrong }, ctx.at, { lane: "sign-in" });
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

/** Tries of one network, and at one account, are counted one after another: of two at once, neither would see the other. */
const takeTurn = (db: Db, ...whose: Buffer[]) =>
  db.query(
    `select pg_advisory_xact_lock(hashtextextended($1, 0)), pg_advisory_xact_lock(hashtextextended($2, 0))`,
    whose.map((one) => `sign-in try|${one.toString("hex")}`),
  );

/** Wrong tries at an account since somebody last got in, with the one that is about to be noted. */
async function countWrong(
  db: Db,
  { network, account, user }: { network: Buffer; account: Buffer; user: string },
  at: Date,
): Promise<WrongTries> {
  const [found] = await db.query<{ tries: number; networks: number; is_new: boolean }>(
    `select count(*)::int as tries, count(distinct network) filter (where created_at > $5)::int as networks,
       coalesce(not bool_or(network = $2 and created_at > $5), true) as is_new
     from (
       select network, created_at from sign_in_tries
       where account = $1 and not was_right and created_at > $4
         and created_at >= coalesce((select max(created_at) from sign_in_tries where user_id = $3 and was_right), '-infinity')
       order by created_at desc limit $6) recent`,
    [account, network, user, later(at, -lookBackMs), later(at, -hourMs), triesMax],
  );
  const { tries, networks, is_new: isNewNetwork } = found!;
  return { tries: tries + 1, networks: networks + Number(isNewNetwork), isNewNetwork };
}

async function countAccounts(db: Db, network: Buffer, account: Buffer, since: Date) {
  const [found] = await db.query<{ count: number; is_new: boolean }>(
    `select count(distinct account)::int as count, coalesce(not bool_or(account = $2), true) as is_new
     from sign_in_tries where network = $1 and created_at > $3 and not was_right`,
    [network, account, since],
  );
  return { count: found?.count ?? 0, isNew: found?.is_new ?? true };
}
