import * as z from "zod";
import { event } from "../../framework/events.ts";
import { job } from "../../framework/jobs/jobs.ts";

export const budgetReached = event(
  "budget.reached",
  "So many per cent of a budget are spent as someone asked to be told of.",
  z.object({ budget_id: z.string(), per_cent: z.int(), spent: z.int(), ceiling: z.int() }),
  { isPublic: true },
);

type Told = { id: string; alerted: number; spent: number; ceiling: number };

/** Tells of each share of a budget once in its period. */
export const tellOfBudgets = job({
  name: "ledger.tell_of_budgets",
  data: z.object({}),
  purpose: "billing",
  async run({ db, emit }) {
    const told = await db.query<Told>(
      `update budgets b set alerted = reached.share
       from (select id, max(share::int) as share from budgets, jsonb_array_elements_text(alerts) as share
         where organization_id = $1 and share::int > alerted and spent * 100 >= share::int * ceiling group by id) as reached
       where b.organization_id = $1 and b.id = reached.id and b.alerted < reached.share
       returning b.id, b.alerted, b.spent, b.ceiling`,
      [db.scope.organizationId],
    );
    for (const { id, alerted, spent, ceiling } of told)
      await emit(budgetReached, { budget_id: id, per_cent: alerted, spent, ceiling });
  },
});
