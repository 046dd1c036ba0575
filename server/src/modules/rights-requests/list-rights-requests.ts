import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { presentRequest, requestSummary } from "./present-request.ts";
import { rightsRequests } from "./tables.ts";

export const listRightsRequests = endpoint({
  method: "GET",
  path: "/rights-requests",
  summary: "What people outside asked under a right of theirs, with its clock; newest first.",
  description: "Only what was confirmed by whoever asked.",
  scope: "organization",
  permission: "rights_requests.read",
  purpose: "rights",
  input: z.strictObject({
    open: z.stringbool().optional().describe("Only what is unanswered, or only what is not."),
    ...pageInput,
  }),
  output: pageOf(requestSummary),
  async run(ctx, { open, limit, cursor }) {
    let asked = ctx.db
      .of(rightsRequests)
      .selectFrom("rights_requests")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("confirmed_at", "is not", null);
    if (open !== undefined) asked = asked.where("closed_at", open ? "is" : "is not", null);
    const before = readCursor(cursor);
    if (before !== undefined) asked = asked.where("id", "<", before);
    const rows = await asked
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: data.map((row) => presentRequest(row, ctx.at)), ...page };
  },
});
