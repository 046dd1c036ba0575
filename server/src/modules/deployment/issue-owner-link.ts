import { createHash } from "node:crypto";
import type { App } from "../../framework/app.ts";
import { later, minuteMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { newSecret } from "../../framework/ids.ts";
import { acrossTenants, lookup } from "../../framework/database/tenant.ts";

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/**
 * A fresh token for `<origin>/welcome#token=…`, at each start until someone has used one; tokens of earlier starts
 * end. Processes that start together each print one that works.
 * @returns nothing once there is an operator
 */
export async function issueOwnerLink(app: Pick<App, "database" | "clock">): Promise<string | undefined> {
  const token = newSecret();
  const at = app.clock.now();
  return acrossTenants(app.database, "issue the owner link", async (db) => {
    const operators = await db.query("select id from users where is_operator");
    await db.query("delete from owner_links where $1 or created_at < $2", [operators.length > 0, later(at, -minuteMs)]);
    if (operators.length > 0) return undefined;
    await db.query("insert into owner_links (token_hash, created_at) values ($1, $2)", [hashOf(token), at]);
    return token;
  });
}

const ownerLink = lookup<[Buffer], { created_at: Date }>(
  "owner_link",
  "select created_at from owner_links where token_hash = $1 and not exists (select 1 from users where is_operator)",
);

/** Whether this token makes an operator. Who comes first is decided by the one row that can be operator. */
export async function isOwnerLink(ctx: Work, token: string): Promise<boolean> {
  return (await ctx.lookup(ownerLink, hashOf(token))).length > 0;
}
