import type { Work } from "../../framework/context.ts";
import { sessions } from "./tables.ts";

/** Ends this user's sessions, all or all but one, and with them what acts for the user from elsewhere: connected apps. */
export async function endSessions(ctx: Work, userId: string, options: { except?: string } = {}): Promise<void> {
  await ctx.db
    .of(sessions)
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .where("id", "!=", options.except ?? "")
    .execute();
  await ctx.db.query(
    `update connected_apps set revoked_at = $2, revoked_because = 'signed_out', expires_at = least(expires_at, $2)
     where user_id = $1 and revoked_at is null`,
    [userId, ctx.at],
  );
}
