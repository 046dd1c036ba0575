import * as z from "zod";
import { budgetSubjects, ledgerNames, lockLedger, nextRenewal } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { budgetColumns, budgetFields, budgetOutput, type BudgetRow, presentBudget } from "./present-budget.ts";
import { budgetErrors } from "./errors.ts";

const budgetsMax = 200;

export const createBudget = endpoint({
  method: "POST",
  path: "/budgets",
  summary: "Set a ceiling for the organization, a workspace, a member, an API key or an agent.",
  description:
    "Calls that begin from now on count. A call that would cost more than what is left is refused before it is sent.",
  scope: "organization",
  permission: "budgets.write",
  purpose: "billing",
  status: 201,
  input: z.strictObject({
    ledger: z.enum(ledgerNames).default("real"),
    subject: z.enum(budgetSubjects),
    subject_id: z.string().max(60).optional(),
    ...budgetFields,
  }),
  output: budgetOutput,
  refusals: [budgetErrors.limit_reached, budgetErrors.subject_missing],
  audit: { action: "budget.created", target: ({ id }) => id },
  attributes: ({ ceiling }) => ({ amount: ceiling }),
  async run({ db, scope, at, newId }, { ledger, subject, subject_id, ceiling, period, time_zone, alerts }) {
    const of = subject_id ?? (subject === "organization" ? scope.organizationId : undefined);
    if (of === undefined) throw budgetErrors.subject_missing({ subject });
    if (!(await isThere(db, subject, of))) throw requestErrors.not_found();
    await lockLedger(db, ledger);
    const [{ count } = { count: 0 }] = await db.query<{ count: number }>(
      "select count(*)::int as count from budgets where organization_id = $1 and subject <> 'widget'",
      [scope.organizationId],
    );
    if (count >= budgetsMax) throw budgetErrors.limit_reached({ most: budgetsMax });
    const facts = [ceiling, period, time_zone, JSON.stringify(alerts), nextRenewal(period, time_zone, at)];
    const who = [scope.organizationId, newId("bdg"), ledger, subject, of, subject === "user" ? of : null];
    const [row] = await db.query<BudgetRow>(
      `insert into budgets (organization_id, id, ledger, subject, subject_id, user_id, ceiling, period, time_zone, alerts,
         renews_at, alerted, spent, held, created_by, created_at, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, $12, $13, 1) returning ${budgetColumns}`,
      [...who, ...facts, scope.userId ?? null, at],
    );
    return presentBudget(row!, at);
  },
});

/** Where such a thing of this organization is looked for. An agent lies in a workspace, which need not be the entered one. */
const looked = {
  organization: "select 1 from organizations where organization_id = $1 and organization_id = $2",
  workspace: "select 1 from workspaces where organization_id = $1 and id = $2",
  user: "select 1 from memberships where organization_id = $1 and user_id = $2",
  api_key: "select 1 from api_keys where organization_id = $1 and id = $2",
} as const;

/** An agent is out of sight from the organization; the id of one that is not there holds nothing. */
async function isThere(db: Db, subject: (typeof budgetSubjects)[number], id: string): Promise<boolean> {
  if (subject === "agent") return /^agt_[0-9a-z]{26}$/.test(id);
  return (await db.query(looked[subject], [db.scope.organizationId, id])).length > 0;
}
