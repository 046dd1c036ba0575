import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { announceRules } from "../announce-rules.ts";
import { guardrailErrors } from "../errors.ts";
import { guardrailKey } from "../rules/present-rule.ts";
import { guardrailExceptions } from "../tables.ts";
import { indexValue } from "./index-value.ts";
import { exceptionFields, exceptionOutput } from "./exception-fields.ts";

/** Their hashes are held in memory while the workspace works. */
const exceptionsMax = 2000;

export const createException = endpoint({
  method: "POST",
  path: "/guardrail-exceptions",
  summary: "Say that something the guardrail finds is no such thing. It then leaves as it is.",
  description:
    "It counts for exactly this value and this class, in this workspace, in any case and spacing. The value is not kept, only a keyed hash of it: whoever takes it back knows it by its note, or pastes the text into the playground again.",
  scope: "workspace",
  permission: "guardrails.write",
  purpose: "guardrails",
  status: 201,
  input: z.strictObject({
    class: exceptionFields.class,
    value: z.string().trim().min(1).max(2000).describe("As it was found."),
    note: exceptionFields.note.default(null),
  }),
  output: exceptionOutput,
  refusals: [guardrailErrors.exception_known, guardrailErrors.limit_reached],
  audit: { action: "guardrail_exception.created", target: ({ id }) => id },
  async run(ctx, { class: cls, value, note }) {
    await checkRoom(ctx);
    const { organizationId, workspaceId, userId } = ctx.scope;
    const row = {
      id: ctx.newId("gex"),
      organization_id: organizationId,
      workspace_id: workspaceId,
      class: cls,
      value_index: indexValue(ctx.keyring, workspaceId, cls, value),
      note,
      created_by: userId,
      created_at: ctx.at,
    };
    const written = await ctx.db
      .of(guardrailExceptions)
      .insertInto("guardrail_exceptions")
      .values(ctx.seal(guardrailExceptions, await guardrailKey(ctx), row))
      .onConflict((conflict) => conflict.columns(["workspace_id", "value_index"]).doNothing())
      .returning("id")
      .execute();
    if (written.length === 0)
      throw guardrailErrors.exception_known({ exception_id: await findKnown(ctx, row.value_index) });
    await announceRules(ctx);
    return { id: row.id, class: cls, note, created_by: userId, created_at: ctx.at };
  },
});

/** Empty where it has just been taken back. */
async function findKnown(ctx: Context<"workspace">, valueIndex: Buffer): Promise<string> {
  const [known] = await ctx.db.query<{ id: string }>(
    "select id from guardrail_exceptions where workspace_id = $1 and value_index = $2",
    [ctx.scope.workspaceId, valueIndex],
  );
  return known?.id ?? "";
}

/** @throws Refusal `guardrails.limit_reached` */
async function checkRoom(ctx: Context<"workspace">): Promise<void> {
  const [row] = await ctx.db.query<{ count: number }>(
    "select count(*)::int as count from guardrail_exceptions where workspace_id = $1",
    [ctx.scope.workspaceId],
  );
  if (row!.count >= exceptionsMax) throw guardrailErrors.limit_reached({ limit: exceptionsMax, of: "exceptions" });
}
