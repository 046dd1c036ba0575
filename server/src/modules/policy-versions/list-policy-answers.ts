import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeUsers } from "../users/public.ts";
import { policyAcceptances } from "./tables.ts";

export const listPolicyAnswers = endpoint({
  method: "GET",
  path: "/policy-versions/answers",
  summary: "Which member accepted or declined which version, or went on under it; newest first.",
  scope: "organization",
  permission: "policy.write",
  purpose: "account",
  input: z.strictObject({ version: z.coerce.number().int().min(1).optional(), ...pageInput }),
  output: pageOf(
    z.object({
      id: z.string(),
      user_id: z.string(),
      name: z.string().nullable(),
      version: z.int(),
      hash: z.string(),
      answer: z.enum(["accepted", "declined", "continued"]),
      said_at: timeOutput,
    }),
  ),
  async run(ctx, { version, limit, cursor }) {
    let asked = ctx.db
      .of(policyAcceptances)
      .selectFrom("policy_acceptances")
      .select(["id", "user_id", "version", "hash", "answer", "said_at"])
      .where("organization_id", "=", ctx.scope.organizationId)
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (version !== undefined) asked = asked.where("version", "=", version);
    const before = readCursor(cursor);
    if (before) asked = asked.where("id", "<", before);
    const { data, ...page } = toPage(await asked.execute(), limit, ({ id }) => id);
    const people = await describeUsers(
      ctx,
      data.map(({ user_id }) => user_id),
    );
    return { data: data.map((row) => ({ ...row, name: people.get(row.user_id)?.name ?? null })), ...page };
  },
});
