import type { Context } from "../../framework/context.ts";
import { sessions } from "./tables.ts";

/** How the session that asks had signed in. */
export async function readOwnMethod(ctx: Context<"user">): Promise<string | null> {
  const id = ctx.principal.kind === "user" ? ctx.principal.sessionId : "";
  const query = ctx.db.of(sessions).selectFrom("sessions").select("method").where("user_id", "=", ctx.scope.userId);
  return (await query.where("id", "=", id).executeTakeFirst())?.method ?? null;
}
