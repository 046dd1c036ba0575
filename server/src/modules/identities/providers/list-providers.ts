import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { identityProviders } from "../tables.ts";
import { describeProviders, providerOutput, storedColumns } from "./describe-providers.ts";

export const listProviders = endpoint({
  method: "GET",
  path: "/identity-providers",
  summary: "The providers through which members sign in.",
  scope: "organization",
  permission: "sign_in.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(providerOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(identityProviders)
      .selectFrom("identity_providers")
      .select(storedColumns)
      .where("organization_id", "=", ctx.scope.organizationId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: await describeProviders(ctx, page.data) };
  },
});
