import type { Module } from "../../framework/endpoint.ts";
import { createBudget } from "./create-budget.ts";
import { deleteBudget } from "./delete-budget.ts";
import { budgetErrors } from "./errors.ts";
import { listBudgets } from "./list-budgets.ts";
import { onBudgetReached } from "./on-budget-reached.ts";
import { updateBudget } from "./update-budget.ts";

export const budgetsModule: Module = {
  name: "budgets",
  endpoints: [listBudgets, createBudget, updateBudget, deleteBudget],
  reactions: [onBudgetReached],
  errors: budgetErrors,
};
