import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { ownRequests } from "./find-privacy-request.ts";
import { presentPrivacyRequest, requestOutput } from "./present-privacy-request.ts";

export const listPrivacyRequests = endpoint({
  method: "GET",
  path: "/privacy-requests",
  summary: "Your requests, and those about organizations you own; newest first.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(requestOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.lookup(ownRequests, ctx.scope.userId, null, readCursor(cursor) ?? null, limit + 1);
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await Promise.all(data.map((row) => presentPrivacyRequest(ctx, row))), ...page };
  },
});
