import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { representativeKey } from "./open-representative.ts";
import { presentRepresentative, representativeOutput } from "./present-representative.ts";
import { representatives } from "./tables.ts";

export const listRepresentatives = endpoint({
  method: "GET",
  path: "/representatives",
  summary: "Companies that may exercise rights of people they represent, newest first.",
  scope: "organization",
  permission: "rights_requests.read",
  purpose: "rights",
  input: z.strictObject(pageInput),
  output: pageOf(representativeOutput),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const before = readCursor(cursor);
    const rows = await ctx.db
      .of(representatives)
      .selectFrom("representatives")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .$if(before !== undefined, (query) => query.where("id", "<", before!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    const key = await representativeKey(ctx, organizationId);
    return { data: data.map((row) => presentRepresentative(ctx.open(representatives, key, row))), ...page };
  },
});
