import { must, type Step } from "../scenario.ts";
import { join } from "./open-stage.ts";
import type { Stage } from "./stage.ts";

const card = "4242424242424242";
const bought = 10_000_000;

/** 1. An organization with two teams, and credits in its wallet. */
export const buyCredits: Step<Stage> = {
  title: "Two teams, ten credits",
  async run(stage) {
    const { dana, mia, noah, organization, findBytes } = stage;
    type Made = { id: string; workspaces: { id: string }[] };
    const made = await dana.must<Made>("POST", "/organizations", { name: "Scenario A" });
    const [first] = made.workspaces;
    dana.enter(made.id, first!.id);
    await dana.must("PATCH", `/workspaces/${first!.id}`, { name: "Support" });
    const marketing = await dana.must<{ id: string }>("POST", "/workspaces", { name: "Marketing" });
    Object.assign(organization, { id: made.id, support: first!.id, marketing: marketing.id });
    await dana.must("PATCH", "/organization", { ai_enabled: true });
    for (const [who, guest] of [
      [mia, { name: "Mia", role: "developer" }],
      [noah, { name: "Noah", role: "author" }],
    ] as const) {
      await join(stage, who, guest);
      who.enter(made.id, first!.id);
    }
    const whole = await dana.ask("POST", "/wallet/top-ups", { amount: bought, card_last4: card });
    must(whole.status === 422, `a whole card number was answered ${whole.status}`);
    const top = await dana.must<{ id: string }>("POST", "/wallet/top-ups", {
      amount: bought,
      card_last4: card.slice(-4),
    });
    type Listed = { data: { amount: number; operation?: string }[] };
    const { data } = await dana.must<Listed>("GET", "/wallet/transactions?ledger=sandbox&limit=50");
    must(JSON.stringify(data).includes(String(bought)), `the ledger does not show ${bought}: ${JSON.stringify(data)}`);
    must(top.id.startsWith("top_"), `the purchase has no id: ${JSON.stringify(top)}`);
    const found = await findBytes?.(card);
    must((found ?? []).length === 0, `the card's number lies in ${found?.join(", ")}`);
    const looked = found ? "and its number lies nowhere in the database" : "the database was not looked through";
    return `10.00 bought and in the ledger; a whole card number refused, ${looked}`;
  },
};
