import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, minuteMs } from "../../framework/clock.ts";
import { Refusal } from "../../framework/errors.ts";
import { inScope } from "../../framework/database/tenant.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { type Books, openBooks, readTotals } from "./testing/open-books.ts";
import { reserve } from "./reserve.ts";
import { release, settle } from "./settle.ts";

let world: World;
let ada: Books;
let bob: Books;
beforeAll(async () => {
  world = await openWorld();
  [ada, bob] = await Promise.all([openBooks(world, "Ada"), openBooks(world, "Bob")]);
});
afterAll(() => world.close());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
let keys = 0;
const spend = (books: Books, amount: number, more: object = {}) =>
  reserve(books.work, { ledger: "real", operationKey: `spend ${++keys}`, amount, ...more });
const totals = (books: Books) => readTotals(world, books.owner.organizationId);
const inBalance = { entries: 0, off: 0 };

test("of 50 calls at once on credit for 10, exactly 10 are let through, and no balance is ever below zero", async () => {
  await bob.give(10);
  const asked = await Promise.allSettled(Array.from({ length: 50 }, () => spend(bob, 1)));
  const held = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(held).toHaveLength(10);
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [(one.reason as Refusal).code] : []));
  expect(new Set(refused)).toEqual(new Set(["wallet.insufficient"]));
  await Promise.all(held.map((one, i) => (i < 5 ? settle(bob.work, one, 1) : release(bob.work, one))));
  expect(await totals(bob)).toEqual({ ...inBalance, balance: 5, held: 0, remaining: 5, reserved: 0 });
});

test("a call is charged what it used, never more than was set aside, and once", async () => {
  await ada.give(1000);
  const reserved = await spend(ada, 100);
  expect(await totals(ada)).toMatchObject({ balance: 1000, held: 100 });
  expect(await settle(ada.work, reserved, 130)).toMatchObject({ state: "settled", charged: 100 });
  expect(await settle(ada.work, reserved, 7)).toMatchObject({ state: "settled", charged: 100 });
  expect(await release(ada.work, reserved)).toMatchObject({ state: "settled", charged: 100 });
  const other = await spend(ada, 100);
  expect(await settle(ada.work, other, 33)).toMatchObject({ state: "settled", charged: 33 });
  expect(await totals(ada)).toEqual({ ...inBalance, balance: 867, held: 0, remaining: 867, reserved: 0 });
});

test("the same operation is set aside once, and costs nothing where nothing is asked for", async () => {
  const first = await spend(ada, 10, { operationKey: "the same" });
  const again = await spend(ada, 10, { operationKey: "the same" });
  expect(again).toEqual(first);
  expect(await totals(ada)).toMatchObject({ held: 10 });
  await release(ada.work, first);
  expect((await spend(ada, 0)).id).toBeUndefined();
});

test("grants burn by priority, then by expiry, then by age, and lapse on the instant", async () => {
  const clara = await openBooks(world, "Clara");
  const soon = new Date(world.clock.now().getTime() + dayMs);
  const grants = {
    bought: await clara.give(10, { priority: 90 }),
    old: await clara.give(10),
    lapsing: await clara.give(10, { expiresAt: soon }),
  };
  const left = async () => {
    const rows = await world.rows<{ id: string; remaining: number }>(
      "select id, remaining::float8 from ledger_grants where organization_id = $1 and ledger = 'real'",
      [clara.owner.organizationId],
    );
    return Object.entries(grants).map(([name, id]) => [name, rows.find((row) => row.id === id)?.remaining]);
  };
  await settle(clara.work, await spend(clara, 4), 4);
  expect(await left()).toEqual([
    ["bought", 10],
    ["old", 10],
    ["lapsing", 6],
  ]);
  const running = await spend(clara, 3);
  world.clock.set(soon);
  expect(await codeOf(spend(clara, 21))).toBe("wallet.insufficient");
  expect(await totals(clara)).toMatchObject({ ...inBalance, balance: 20, remaining: 20 });
  await settle(clara.work, running, 2);
  expect(await left()).toEqual([
    ["bought", 10],
    ["old", 8],
    ["lapsing", 0],
  ]);
  expect(await totals(clara)).toMatchObject({ ...inBalance, balance: 18, held: 0, remaining: 18 });
});

test("PostgreSQL refuses what does not sum to zero, and lets no request change what is booked", async () => {
  const attempt = (sql: string) =>
    inScope(world.app.database, ada.work.scope, (db) => db.query(sql)).then(
      () => "done",
      (error: unknown) => (error as { code?: string }).code,
    );
  const [one] = await world.rows<{ id: string }>(
    "select id from ledger_transactions where organization_id = $1 limit 1",
    [ada.owner.organizationId],
  );
  const entry = `insert into ledger_entries (organization_id, transaction_id, position, kind, amount) values ('${ada.owner.organizationId}', '${one!.id}'`;
  expect(await attempt(`${entry}, 90, 'used', 1)`)).toBe("23514");
  expect(await attempt("update ledger_entries set amount = amount + 1")).toBe("42501");
  expect(await attempt("delete from ledger_transactions")).toBe("42501");
  expect(await attempt("update ledger_accounts set balance = held - 1 where kind = 'wallet'")).toBe("23514");
});

test("what a dead caller set aside is given back, and what still runs is left alone", async () => {
  const dora = await openBooks(world, "Dora");
  await dora.give(50);
  const dead = await spend(dora, 20);
  const alive = await spend(dora, 30, { operationKey: "gen_01k00000000000000000000000" });
  await world.rows(
    `insert into generations (organization_id, workspace_id, id, user_id, artefact, state, provider, model, sandbox, prompt_hash, lease_until, created_at)
     values ($1, $2, 'gen_01k00000000000000000000000', $3, 'x', 'running', 'x', 'x', false, 'x', $4, $4)`,
    [
      dora.owner.organizationId,
      dora.owner.workspaceId,
      dora.owner.userId,
      new Date(world.clock.now().getTime() + dayMs),
    ],
  );
  world.clock.advance(11 * minuteMs);
  await world.work();
  await until(async () => (await totals(dora)).held === 30);
  expect(await settle(dora.work, dead, 5)).toMatchObject({ state: "expired", charged: 0 });
  expect(await settle(dora.work, alive, 5)).toMatchObject({ state: "settled", charged: 5 });
  expect(await totals(dora)).toEqual({ ...inBalance, balance: 45, held: 0, remaining: 45, reserved: 0 });
});

test("every organization begins with credits for the sandbox, which pay for nothing else", async () => {
  expect(await readTotals(world, ada.owner.organizationId, "sandbox")).toMatchObject({
    ...inBalance,
    balance: 100_000_000,
  });
  const eve = await openBooks(world, "Eve");
  expect(await codeOf(spend(eve, 1))).toBe("wallet.insufficient");
  expect((await spend(eve, 1, { ledger: "sandbox" })).amount).toBe(1);
});
