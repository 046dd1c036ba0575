import * as z from "zod";
import { approvalStates } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { approvalOutput, readApprovals } from "./read-approvals.ts";

export const listApprovals = endpoint({
  method: "GET",
  path: "/approvals",
  summary: "What waits for a person's yes, and what was decided.",
  scope: "workspace",
  permission: "approvals.read",
  purpose: "approve",
  input: z.strictObject({ state: z.enum(approvalStates).optional(), ...pageInput }),
  output: pageOf(approvalOutput),
  async run(ctx, { state, limit, cursor }) {
    const rows = await readApprovals(ctx, { state, before: readCursor(cursor), limit: limit + 1 });
    return toPage(rows, limit, ({ id }) => id);
  },
});
