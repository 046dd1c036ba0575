import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findTakeovers } from "./find-takeovers.ts";
import { takeoverAnswers } from "./tables.ts";

export const answerTakeover = endpoint({
  method: "POST",
  path: "/me/takeovers/{takeover_answer_id}",
  summary: "Agree to a takeover, or object to it. You can say otherwise later.",
  description: "Whoever objects can take everything along and erase it, before and after; nothing gets worse for it.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({ takeover_answer_id: z.string(), answer: z.enum(["agreed", "objected"]) }),
  output: nothing,
  status: 204,
  audit: { action: "takeover.answered", target: (_output, { takeover_answer_id }) => takeover_answer_id },
  async run(ctx, { takeover_answer_id, answer }) {
    const shown = (await findTakeovers(ctx)).map(({ id }) => id);
    if (shown.length === 0) throw requestErrors.not_found();
    const said = await ctx.db
      .of(takeoverAnswers)
      .updateTable("takeover_answers")
      .set({ answer, said_at: ctx.at })
      .where("id", "=", takeover_answer_id)
      .where("user_id", "=", ctx.scope.userId)
      .where("takeover_id", "in", shown)
      .returning("id")
      .executeTakeFirst();
    if (!said) throw requestErrors.not_found();
    return {};
  },
});
