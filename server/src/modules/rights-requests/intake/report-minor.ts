import type { Context } from "../../../framework/context.ts";
import { Refusal } from "../../../framework/errors.ts";
import { minorReportErrors, takeReport } from "../../minor-reports/public.ts";
import { findUserByEmail } from "../../users/public.ts";
import { openRequest, type RequestRow } from "../find-request.ts";

const silent = new Set([minorReportErrors.operator_stays.code, minorReportErrors.reported_before.code]);

/** Has the account of an address suspended, if there is one. Whoever reports never learns whether there was. */
export async function reportMinor(ctx: Context, row: RequestRow): Promise<void> {
  const { address, subject_address, details } = await openRequest(ctx, row);
  const userId = subject_address === null ? undefined : await findUserByEmail(ctx, subject_address);
  if (!userId) return;
  const of = [row.organization_id, userId];
  const [member] = await ctx.db.query("select 1 from memberships where organization_id = $1 and user_id = $2", of);
  try {
    await takeReport(ctx, {
      userId,
      relation: row.asker === "guardian" ? "guardian" : "other",
      reporter: address,
      reportedBy: null,
      reason: details ?? "They gave no reason.",
      organizationId: member ? row.organization_id : null,
    });
  } catch (error) {
    if (!(error instanceof Refusal && silent.has(error.code))) throw error;
  }
}
