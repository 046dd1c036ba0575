import type { Work } from "../../framework/context.ts";
import { sessions } from "./tables.ts";

/** Ends this user's sessions, all or all but one. */
export async function endSessions(ctx: Work, userId: string, options: { except?: string } = {}): Promise<void> {
  await ctx.db
    .of(sessions)
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .where("id", "!=", options.except ?? "")
    .execute();
}
