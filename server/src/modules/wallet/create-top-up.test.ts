import { afterAll, beforeAll, expect, test } from "vitest";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { type Books, openBooks } from "../../egress/ledger/testing/open-books.ts";
import { reserve } from "../../egress/ledger/reserve.ts";
import { settle } from "../../egress/ledger/settle.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Books;
let bob: Books;
beforeAll(async () => {
  world = await openWorld();
  [ada, bob] = await Promise.all([openBooks(world, "Ada"), openBooks(world, "Bob")]);
});
afterAll(() => world.close());

type Wallets = { wallets: { ledger: string; balance: number; held: number }[] };
const walletsOf = ({ owner }: Books) => readAnswer<Wallets>(owner.request("/api/v1/wallet"), 200);
const topUp = (json: object) => ada.owner.request("/api/v1/wallet/top-ups", { method: "POST", json });

test("a top-up adds sandbox credits to one's own wallet, and nobody else's", async () => {
  await readAnswer(topUp({ amount: 10_000_000, card_last4: "4242" }), 201);
  expect((await walletsOf(ada)).wallets).toMatchObject([
    { ledger: "real", balance: 0 },
    { ledger: "sandbox", balance: 110_000_000 },
  ]);
  expect((await walletsOf(bob)).wallets[1]).toMatchObject({ balance: 100_000_000 });
  const told = await world.rows("select organization_id, facts ->> 'amount' as amount from events where type = $1", [
    "wallet.credited",
  ]);
  expect(told).toEqual([{ organization_id: ada.owner.organizationId, amount: "10000000" }]);
});

test("a card's number is refused wherever it is put, and is neither stored nor logged", async () => {
  const number = "4539148803436467";
  for (const json of [
    { amount: 10_000_000, card_last4: number },
    { amount: 10_000_000, card_last4: "6467", card_number: number },
  ])
    expect((await topUp(json)).status).toBe(422);
  expect(await findInDatabase(world, number)).toEqual([]);
  expect(world.logLines.filter((line) => line.includes(number))).toEqual([]);
});

test("transactions carry a running balance, page by page and in the file for a spreadsheet", async () => {
  await bob.give(1000);
  for (const key of ["a", "b", "c"]) {
    const asked = { ledger: "real", operationKey: key, amount: 100, model: "=cmd()" } as const;
    await settle(bob.work, await reserve(bob.work, asked), 30);
  }
  type Page = { data: { amount: number; balance: number }[]; next_cursor: string | null };
  const page = (query: string) =>
    readAnswer<Page>(bob.owner.request(`/api/v1/wallet/transactions?ledger=real&limit=2${query}`), 200);
  const first = await page("");
  const second = await page(`&cursor=${first.next_cursor}`);
  expect([...first.data, ...second.data].map(({ amount, balance }) => [amount, balance])).toEqual([
    [-30, 910],
    [-30, 940],
    [-30, 970],
    [1000, 1000],
  ]);
  const file = await (await bob.owner.request("/api/v1/wallet/transactions.csv?ledger=real")).text();
  expect(file.trim().split("\n")).toHaveLength(5);
  expect(file).toContain("'=cmd()");
  type Usage = { data: { of: string; charged: number; calls: number }[] };
  const usage = await readAnswer<Usage>(bob.owner.request("/api/v1/wallet/usage?by=model"), 200);
  expect(usage.data).toMatchObject([{ of: "=cmd()", charged: 90, calls: 3 }]);
});
