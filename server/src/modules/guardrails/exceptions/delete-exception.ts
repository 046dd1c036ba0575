import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { announceRules } from "../announce-rules.ts";

export const deleteException = endpoint({
  method: "DELETE",
  path: "/guardrail-exceptions/{guardrail_exception_id}",
  summary: "Take an exception back: what it let through is found again.",
  scope: "workspace",
  permission: "guardrails.write",
  purpose: "guardrails",
  status: 204,
  input: z.strictObject({ guardrail_exception_id: z.string() }),
  output: nothing,
  audit: { action: "guardrail_exception.deleted", target: (_, { guardrail_exception_id }) => guardrail_exception_id },
  async run(ctx, { guardrail_exception_id: id }) {
    const gone = await ctx.db.query(
      "delete from guardrail_exceptions where workspace_id = $1 and id = $2 returning id",
      [ctx.scope.workspaceId, id],
    );
    if (gone.length === 0) throw requestErrors.not_found();
    await announceRules(ctx);
    return {};
  },
});
