import * as z from "zod";
import { lockLedger } from "../../egress/public.ts";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { loadBudget } from "./load-budget.ts";

export const deleteBudget = endpoint({
  method: "DELETE",
  path: "/budgets/{budget_id}",
  summary: "Remove a ceiling.",
  description: "Calls that run go on; what they cost is charged to the wallet as before.",
  scope: "organization",
  permission: "budgets.write",
  purpose: "billing",
  status: 204,
  input: z.strictObject({ budget_id: z.string() }),
  output: nothing,
  audit: { action: "budget.removed", target: (_, { budget_id }) => budget_id },
  load: ({ db }, { budget_id }) => loadBudget(db, budget_id),
  async run({ db, scope }, { budget_id }, { resource }) {
    await lockLedger(db, resource.ledger);
    await db.query("delete from budgets where organization_id = $1 and id = $2", [scope.organizationId, budget_id]);
    return {};
  },
});
