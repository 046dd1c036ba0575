import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { endSessions } from "./end-sessions.ts";
import { sessions } from "./tables.ts";

export const endSession = endpoint({
  method: "DELETE",
  path: "/sessions/{session_id}",
  summary: "Sign out: here, elsewhere, or everywhere else.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  input: z.strictObject({
    session_id: z
      .union([z.literal("current"), z.literal("others"), z.string().regex(idPattern)])
      .describe("A session's id, `current` for this one, or `others` for all but this one."),
  }),
  output: nothing,
  status: 204,
  audit: { action: "session.ended", target: (_, { session_id }) => session_id },
  async run(ctx, { session_id }) {
    const current = ctx.principal.kind === "user" ? ctx.principal.sessionId : "";
    if (session_id === "others") {
      await endSessions(ctx, ctx.scope.userId, { except: current });
      return {};
    }
    const id = session_id === "current" ? current : session_id;
    const ended = await ctx.db
      .of(sessions)
      .deleteFrom("sessions")
      .where("user_id", "=", ctx.scope.userId)
      .where("id", "=", id)
      .returning("id")
      .execute();
    if (ended.length === 0) throw requestErrors.not_found();
    if (id === current) ctx.session.end();
    return {};
  },
});
