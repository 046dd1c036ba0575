import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeUsers } from "../users/public.ts";
import { apiKeyOutput, describeApiKey } from "./describe-api-key.ts";
import { apiKeys } from "./tables.ts";

export const listApiKeys = endpoint({
  method: "GET",
  path: "/api-keys",
  summary: "List the organization's API keys, newest first.",
  description: "Keys that ran out stay listed for a month; revoked ones do not.",
  scope: "organization",
  permission: "api_keys.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(apiKeyOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(apiKeys)
      .selectFrom("api_keys")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("revoked_at", "is", null)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const people = await describeUsers(
      ctx,
      page.data.map(({ created_by }) => created_by),
    );
    return { ...page, data: await Promise.all(page.data.map((row) => describeApiKey(ctx, row, people))) };
  },
});
