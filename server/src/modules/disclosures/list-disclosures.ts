import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { disclosureOutput, presentDisclosures } from "./present-disclosure.ts";
import { disclosures } from "./tables.ts";

export const listDisclosures = endpoint({
  method: "GET",
  path: "/disclosures",
  summary: "Cases in which an authority asked for data, newest first.",
  scope: "workspace",
  permission: "disclosures.read",
  purpose: "rights",
  input: z.strictObject(pageInput),
  output: pageOf(disclosureOutput),
  async run(ctx, { limit, cursor }) {
    const { workspaceId } = ctx.scope;
    let asked = ctx.db.of(disclosures).selectFrom("disclosures").selectAll().where("workspace_id", "=", workspaceId);
    const before = readCursor(cursor);
    if (before !== undefined) asked = asked.where("id", "<", before);
    const rows = await asked
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await presentDisclosures(ctx, data), ...page };
  },
});
