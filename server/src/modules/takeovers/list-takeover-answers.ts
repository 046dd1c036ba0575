import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";

type Row = {
  id: string;
  user_id: string;
  told_at: Date;
  answer: "agreed" | "objected" | null;
  said_at: Date | null;
};

const takeoverById = lookup<[string], { id: string }>("takeover_by_id", "select id from takeovers where id = $1");

const answersToTakeover = lookup<[string, string | null, string | null, number], Row>(
  "answers_to_takeover",
  `select id, user_id, told_at, answer, said_at from takeover_answers
   where takeover_id = $1 and ($2::text is null or answer = $2) and ($3::text is null or id < $3)
   order by id desc limit $4`,
);

export const listTakeoverAnswers = endpoint({
  method: "GET",
  path: "/operator/takeovers/{takeover_id}/answers",
  summary: "Who was told of a takeover, when, and what they said to it; newest first.",
  description: "Ids only. Whoever objected is not to be handed over without asking them.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({ takeover_id: z.string(), answer: z.enum(["agreed", "objected"]).optional(), ...pageInput }),
  output: pageOf(
    z.object({
      id: z.string(),
      user_id: z.string(),
      told_at: timeOutput,
      answer: z.enum(["agreed", "objected"]).nullable(),
      said_at: timeOutput.nullable(),
    }),
  ),
  async run(ctx, { takeover_id, answer, limit, cursor }) {
    const [known] = await ctx.lookup(takeoverById, takeover_id);
    if (!known) throw requestErrors.not_found();
    const before = readCursor(cursor) ?? null;
    const rows = await ctx.lookup(answersToTakeover, takeover_id, answer ?? null, before, limit + 1);
    return toPage(rows, limit, ({ id }) => id);
  },
});
