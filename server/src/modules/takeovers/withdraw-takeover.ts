import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { takeoverErrors } from "./errors.ts";
import { takeovers } from "./tables.ts";

export const withdrawTakeover = endpoint({
  method: "POST",
  path: "/operator/takeovers/{takeover_id}/withdraw",
  summary: "Call a takeover off that is not in effect yet.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({ takeover_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [takeoverErrors.over],
  audit: { action: "takeover.withdrawn", target: (_output, { takeover_id }) => takeover_id },
  async run(ctx, { takeover_id }) {
    const [known] = await ctx.db.query("select 1 from takeovers where id = $1", [takeover_id]);
    if (!known) throw requestErrors.not_found();
    const withdrawn = await ctx.db
      .of(takeovers)
      .updateTable("takeovers")
      .set({ withdrawn_at: ctx.at })
      .where("id", "=", takeover_id)
      .where("withdrawn_at", "is", null)
      .where("effective_at", ">", ctx.at)
      .returning("id")
      .executeTakeFirst();
    if (!withdrawn) throw takeoverErrors.over();
    return {};
  },
});
