import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs, later } from "../../framework/clock.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { reserve } from "./reserve.ts";
import { settle } from "./settle.ts";
import { type Books, openBooks } from "./testing/open-books.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

let paid = 0;
async function spend({ work }: Books, amount: number): Promise<void> {
  const reserved = await reserve(work, { ledger: "real", operationKey: `paid ${++paid}`, amount });
  await settle(work, reserved, amount);
}
type Told = { type: string; facts: Record<string, unknown>; workspace_id: string | null };
const toldOf = ({ owner }: Books) =>
  world.rows<Told>(
    "select type, facts, workspace_id from events where organization_id = $1 and type like 'wallet.%' order by position",
    [owner.organizationId],
  );
const linesOf = async (books: Books) =>
  (await toldOf(books)).map(({ type, facts }) => `${type} ${String(facts["balance"])}`);

test("a wallet is told as low once when it falls under a tenth, as depleted once when nothing can be paid, and anew after it was filled", async () => {
  const books = await openBooks(world, "Ada");
  await books.give(1_000_000);
  await spend(books, 900_000);
  expect(await toldOf(books)).toEqual([]);
  await spend(books, 1);
  await spend(books, 50_000);
  expect(await linesOf(books)).toEqual(["wallet.low 99999"]);
  await spend(books, 49_500);
  await spend(books, 100);
  expect(await linesOf(books)).toEqual(["wallet.low 99999", "wallet.depleted 499"]);
  await books.give(1_000_000);
  await spend(books, 950_000);
  await spend(books, 1000);
  // What is left of the first grant is gone by then: the second is measured by itself.
  expect((await linesOf(books)).slice(2)).toEqual(["wallet.low 50399"]);
  for (const { facts, workspace_id } of await toldOf(books)) {
    expect(Object.keys(facts).toSorted()).toEqual(["balance", "ledger"]);
    expect(workspace_id).toBeNull();
  }
});

test("credits that lapse are told of like credits that are spent, and of a call that cost nothing nothing is told", async () => {
  const books = await openBooks(world, "Bob");
  await books.give(1_000_000, { expiresAt: later(world.clock.now(), hourMs) });
  await books.give(5_000, { expiresAt: null });
  await spend(books, 0);
  world.clock.advance(2 * hourMs);
  await spend(books, 10);
  expect(await linesOf(books)).toEqual(["wallet.low 5000"]);
});
