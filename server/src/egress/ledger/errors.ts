import { defineErrors } from "../../framework/errors.ts";

export const walletErrors = defineErrors("wallet", {
  insufficient: {
    status: 402,
    title: "The wallet does not have enough credits left for this.",
    help: "Top up the wallet, or ask for less: a shorter answer, or a cheaper model. `facts.needed` and `facts.available` are micro-credits.",
  },
  budget_exceeded: {
    status: 402,
    title: "A budget does not allow this.",
    help: "Wait until the budget renews, or ask whoever looks after budgets to raise it; `facts.budget_id` says which, and `facts.budget_of` whose: of the organization, the workspace, a user, an API key, an agent or a chat widget. `facts.needed` and `facts.available` are micro-credits.",
  },
  ceiling_reached: {
    status: 402,
    title: "The answer was cut: what was set aside for it is used up.",
    help: "What came until then is kept and paid for. Allow a longer answer by `max_tokens`, and more is set aside.",
  },
  run_budget_exceeded: {
    status: 402,
    title: "What this run may still spend is too little for another call.",
    help: "Allow runs of this agent more, or ask it for less. `facts.needed` and `facts.available` are micro-credits.",
  },
});
