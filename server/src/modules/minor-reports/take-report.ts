import type { Context } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { sendMail } from "../mail/public.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { users } from "../users/public.ts";
import { minorReportErrors } from "./errors.ts";
import { minorReports, type relations } from "./tables.ts";

export type Reported = {
  userId: string;
  relation: (typeof relations)[number];
  /** Who reports: an account's id, or a confirmed address. */
  reporter: string;
  reportedBy: string | null;
  reason: string;
  /** Where it was reported, if the account is a member there. */
  organizationId: string | null;
};

const standing = lookup<[string], { is_operator: boolean }>(
  "reported_account",
  "select is_operator from users where id = $1",
);

/**
 * Suspends an account that somebody says is a child's, in this transaction, and tells those who decide and the account
 * itself. Afterwards the work goes on in the name of the account.
 * @returns the report's id
 * @throws Refusal `minor_reports.operator_stays`, `minor_reports.reported_before`
 */
export async function takeReport(ctx: Context, reported: Reported): Promise<string> {
  const { userId, organizationId, relation } = reported;
  const [account] = await ctx.lookup(standing, userId);
  if (account?.is_operator) throw minorReportErrors.operator_stays();
  await ctx.become({ userId });
  const id = await insert(ctx, reported);
  await suspend(ctx, userId);
  const event = { kind: "account.reported_minor", severity: "critical", facts: { relation } } as const;
  if (organizationId !== null) await raiseSecurityEvent(ctx, { ...event, organizationId });
  await raiseSecurityEvent(ctx, event); // without anybody: the operator
  const filling = { link: `${ctx.deployment.origin}/trust/data` };
  await sendMail(ctx, { to: { userId }, template: "minor_reported", filling });
  return id;
}

async function insert(ctx: Context, { userId, reporter, reportedBy, ...rest }: Reported): Promise<string> {
  const key = await ctx.keys.of({ kind: "user", id: userId }, "support");
  const row = ctx.seal(minorReports, key, {
    id: ctx.newId("mnr"),
    user_id: userId,
    organization_id: rest.organizationId,
    reported_by: reportedBy,
    reporter_hash: ctx.keyring.keyedHash("minor reporter", reporter),
    relation: rest.relation,
    reason: rest.reason,
    state: "open" as const,
    reported_at: ctx.at,
    decided_by: null,
    decision_reason: null,
  });
  const insertion = ctx.db.of(minorReports).insertInto("minor_reports").values(row);
  const done = await insertion
    .onConflict((on) => on.columns(["user_id", "reporter_hash"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!done) throw minorReportErrors.reported_before();
  return done.id;
}

/** An account that the operator suspended stays suspended for their reason. */
async function suspend(ctx: Context, id: string): Promise<void> {
  const key = await ctx.keys.of({ kind: "user", id }, "account");
  const suspended_reason = "Somebody reported that this is a child's account. It is looked into.";
  const sealed = ctx.seal(users, key, { id, suspended_reason });
  await ctx.db
    .of(users)
    .updateTable("users")
    .set({ suspended_at: ctx.at, suspended_for: "minor_report", suspended_reason: sealed.suspended_reason })
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .execute();
}
