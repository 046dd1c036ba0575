import type { Context } from "../../../framework/context.ts";
import { signInTries } from "../tables.ts";
import { hashNetwork } from "./hash-network.ts";
import { judgeTry } from "./judge-try.job.ts";

/** Notes that somebody signed in, in the transaction that signs them in. What is strange about it is found out later. */
export async function noteSignIn(ctx: Context, country: string | null): Promise<void> {
  const userId = ctx.db.scope.userId!;
  const key = await ctx.keys.of({ kind: "user", id: userId }, "telemetry");
  const place = { country, ip: ctx.client.ip, user_agent: ctx.client.userAgent };
  const whose = { user_id: userId, account: null, network: hashNetwork(ctx), was_right: true };
  const row = ctx.seal(signInTries, key, { id: ctx.newId("try"), ...whose, place, created_at: ctx.at });
  await ctx.db.of(signInTries).insertInto("sign_in_tries").values(row).execute();
  await ctx.enqueue(judgeTry, { try_id: row.id });
}
