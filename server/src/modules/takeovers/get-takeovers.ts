import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findTakeovers } from "./find-takeovers.ts";
import { presentTakeover, takeoverOutput } from "./present-takeover.ts";

export const getPublicTakeovers = endpoint({
  method: "GET",
  path: "/trust/takeovers",
  summary: "Who is about to take the service over, as anybody may read it.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ takeovers: z.array(takeoverOutput) }),
  run: async (ctx) => ({ takeovers: (await findTakeovers(ctx)).map(presentTakeover) }),
});

type Said = { id: string; takeover_id: string; answer: "agreed" | "objected" | null };

export const getTakeovers = endpoint({
  method: "GET",
  path: "/me/takeovers",
  summary: "Who is about to take the service over, and what you said to it.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    takeovers: z.array(
      takeoverOutput.extend({
        answer_id: z.string().nullable().describe("What you answer by; there once you have been told."),
        answer: z.enum(["agreed", "objected"]).nullable(),
      }),
    ),
  }),
  async run(ctx) {
    const answers = await ctx.db.query<Said>(
      "select id, takeover_id, answer from takeover_answers where user_id = $1",
      [ctx.scope.userId],
    );
    const said = new Map(answers.map((one) => [one.takeover_id, one]));
    const rows = await findTakeovers(ctx);
    return {
      takeovers: rows.map((row) => {
        const { id: answer_id = null, answer = null } = said.get(row.id) ?? {};
        return { ...presentTakeover(row), answer_id, answer };
      }),
    };
  },
});
