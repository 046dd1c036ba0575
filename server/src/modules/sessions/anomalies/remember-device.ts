import { dayMs, later } from "../../../framework/clock.ts";
import type { Context, Work } from "../../../framework/context.ts";
import { newSecret, hashToken } from "../../../framework/ids.ts";
import { knownDevices } from "../tables.ts";

const keptMs = 180 * dayMs;

/** Marks this browser as one that signed in to the account before. It proves nothing by itself: it only waits less. */
export async function rememberDevice(ctx: Context): Promise<void> {
  const userId = ctx.db.scope.userId!;
  const db = ctx.db.of(knownDevices);
  const presented = ctx.session.presentedDevice;
  const known = presented
    ? await db
        .updateTable("known_devices")
        .set({ last_used_at: ctx.at })
        .where("user_id", "=", userId)
        .where("token_hash", "=", hashToken(presented))
        .returning("id")
        .execute()
    : [];
  if (known.length > 0) return;
  const token = newSecret();
  const row = { id: ctx.newId("dev"), user_id: userId, token_hash: hashToken(token), last_used_at: ctx.at };
  await db.insertInto("known_devices").values(row).execute();
  ctx.session.keepDevice(token, later(ctx.at, keptMs));
}

/** Every browser has to prove itself again: somebody else may have been among them. */
export async function forgetDevices(ctx: Work, userId: string): Promise<void> {
  await ctx.db.of(knownDevices).deleteFrom("known_devices").where("user_id", "=", userId).execute();
}
