import type { Work } from "../../framework/context.ts";

/** Whoever takes back that what they look at is noted takes back what was. */
export async function forgetScreens(ctx: Work<"user">): Promise<void> {
  await ctx.db.query("delete from feature_events where user_id = $1 and screen is not null", [ctx.scope.userId]);
}
