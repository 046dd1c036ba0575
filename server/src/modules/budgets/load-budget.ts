import { requestErrors } from "../../framework/errors.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { budgetColumns, type BudgetRow } from "./present-budget.ts";

/** @throws Refusal `request.not_found` */
export async function loadBudget(db: Db, id: string): Promise<BudgetRow> {
  const [row] = await db.query<BudgetRow>(
    `select ${budgetColumns} from budgets where organization_id = $1 and id = $2 and subject <> 'widget'`,
    [db.scope.organizationId, id],
  );
  if (!row) throw requestErrors.not_found();
  return row;
}
