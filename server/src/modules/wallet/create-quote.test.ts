import { expect, test } from "vitest";
import { openBooks } from "../../egress/ledger/testing/open-books.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld } from "../../testing/world.ts";

type Quote = { ledger: string; least: number; most: number; is_covered: boolean; wallet_available: number };

test("a quote says what would be set aside, from which wallet, and whether a budget stands in the way", async () => {
  const world = await openWorld();
  const { owner } = await openBooks(world, "Ada");
  const json = { model: "sandbox", prompt: "Hello there", max_tokens: 100 };
  const quote = () => readAnswer<Quote>(owner.request("/api/v1/quotes", { method: "POST", json }), 200);
  const first = await quote();
  expect(first).toMatchObject({ ledger: "sandbox", is_covered: true, wallet_available: 100_000_000, budgets: [] });
  expect(first.most).toBeGreaterThanOrEqual(400);
  expect(first.least).toBeLessThan(first.most);
  const budget = { ledger: "sandbox", subject: "organization", ceiling: first.most - 1, period: "once" };
  await readAnswer(owner.request("/api/v1/budgets", { method: "POST", json: budget }), 201);
  expect(await quote()).toMatchObject({ is_covered: false, budgets: [{ left: first.most - 1 }] });
  await world.close();
});
