import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import type { ClassId } from "../../../egress/public.ts";
import { guardrailKey } from "../rules/present-rule.ts";
import { guardrailExceptions } from "../tables.ts";
import { exceptionOutput } from "./exception-fields.ts";

export const listExceptions = endpoint({
  method: "GET",
  path: "/guardrail-exceptions",
  summary: "List what was said not to be personal. The values themselves are not kept.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  input: z.strictObject(pageInput),
  output: pageOf(exceptionOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(guardrailExceptions)
      .selectFrom("guardrail_exceptions")
      .select(["id", "workspace_id", "class", "note", "created_by", "created_at"])
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const key = await guardrailKey(ctx);
    const present = (row: (typeof rows)[number]) => {
      const { id, class: cls, note, created_by, created_at } = ctx.open(guardrailExceptions, key, row);
      return { id, class: cls as ClassId, note, created_by, created_at };
    };
    return { ...page, data: page.data.map(present) };
  },
});
