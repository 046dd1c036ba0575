import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Budget = Row<"/budgets">;

export type BudgetChange = Pick<Budget, "ceiling" | "period" | "time_zone" | "alerts">;
export type NewBudget = BudgetChange & Pick<Budget, "ledger" | "subject"> & { subject_id?: string };

export const budgetsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["budgets", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/budgets", { params: { query } }))),
  });

const paramsOf = (id: string) => ({ path: { budget_id: id } });

export async function addBudget(body: NewBudget): Promise<void> {
  await bodyOf(api.POST("/budgets", { body }));
}

export async function changeBudget(id: string, body: BudgetChange): Promise<void> {
  await bodyOf(api.PATCH("/budgets/{budget_id}", { params: paramsOf(id), body }));
}

export async function removeBudget(id: string): Promise<void> {
  await api.DELETE("/budgets/{budget_id}", { params: paramsOf(id) });
}
