import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { budgetColumns, budgetOutput, type BudgetRow, presentBudget } from "./present-budget.ts";

export const listBudgets = endpoint({
  method: "GET",
  path: "/budgets",
  summary: "The ceilings that hold, and what is spent of each.",
  description: "Not those that chat widgets say for themselves.",
  scope: "organization",
  permission: "budgets.read",
  purpose: "billing",
  input: z.strictObject(pageInput),
  output: pageOf(budgetOutput),
  async run({ db, scope, at }, { limit, cursor }) {
    const rows = await db.query<BudgetRow>(
      `select ${budgetColumns} from budgets where organization_id = $1 and subject <> 'widget' and id > $2 order by id limit $3`,
      [scope.organizationId, readCursor(cursor) ?? "", limit + 1],
    );
    return toPage(
      rows.map((row) => presentBudget(row, at)),
      limit,
      ({ id }) => id,
    );
  },
});
