import * as z from "zod";
import { policyRange, policySettings, policyValue } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { isParameter, parameters } from "../../privacy/public.ts";
import { describeUsers } from "../users/public.ts";
import { mutable, nameRecipients } from "./describe-policy.ts";
import { readRecipients } from "./read-recipients.ts";

const changeOutput = z.object({
  id: z.string(),
  workspace_id: z.string().nullable(),
  parameter: z.string(),
  says: z.string(),
  value: policyValue.nullable(),
  range: policyRange.nullable(),
  preset: z.string().nullable(),
  version: z.int(),
  set_by: z.object({ id: z.string(), name: z.string() }).nullable().describe("Null once they have left Avow."),
  created_at: z.iso.datetime(),
  effective_at: z.iso.datetime(),
  withdrawn_at: z.iso.datetime().nullable(),
});

export const listPolicyChanges = endpoint({
  method: "GET",
  path: "/policy/changes",
  summary: "List every change of the organization's policies, newest first.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(changeOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(policySettings)
      .selectFrom("policy_settings")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const [recipients, people] = await Promise.all([
      readRecipients(ctx),
      describeUsers(
        ctx,
        page.data.flatMap(({ set_by }) => (set_by ? [set_by] : [])),
      ),
    ]);
    const data = page.data.map((row) => {
      const { parameter, setting } = row;
      const value = isParameter(parameter) ? nameRecipients(parameter, setting.value, recipients) : setting.value;
      return {
        id: row.id,
        workspace_id: row.workspace_id,
        parameter,
        says: isParameter(parameter) ? parameters[parameter].says : "",
        value: mutable(value) ?? null,
        range: mutable(setting.range) ?? null,
        preset: row.preset,
        version: row.version,
        set_by: row.set_by ? (people.get(row.set_by) ?? null) : null,
        created_at: row.created_at.toISOString(),
        effective_at: row.effective_at.toISOString(),
        withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
      };
    });
    return { ...page, data };
  },
});
