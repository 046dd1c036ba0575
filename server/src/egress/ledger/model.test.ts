import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { Refusal } from "../../framework/errors.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { type Reserved, reserve } from "./reserve.ts";
import { release, settle } from "./settle.ts";
import { type Books, openBooks, readTotals } from "./testing/open-books.ts";

let world: World;
let books: Books;
let run = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The ledger as a child would keep it: grants in a list, calls in another. */
type Grant = { left: number; priority: number; expiresAt: number; age: number };
type Call = { reserved: Reserved; amount: number; isOpen: boolean };
type Model = { now: number; grants: Grant[]; calls: Call[]; charged: number };
type Real = { at: number };
type Step = fc.AsyncCommand<Model, Real>;

const held = (m: Model) => m.calls.reduce((sum, { isOpen, amount }) => sum + (isOpen ? amount : 0), 0);
const balance = (m: Model) => m.grants.reduce((sum, { left }) => sum + left, 0);
const byTurn = (a: Grant, b: Grant) => a.priority - b.priority || a.expiresAt - b.expiresAt || a.age - b.age;

function burn(m: Model, amount: number): void {
  let left = amount;
  for (const grant of m.grants.toSorted(byTurn)) {
    const taken = Math.min(left, grant.left);
    grant.left -= taken;
    left -= taken;
  }
  m.charged += amount;
}

/** What is held for a call stays; what else has come to its end is gone. */
function lapse(m: Model): void {
  for (const grant of m.grants.toSorted((a, b) => a.expiresAt - b.expiresAt || a.age - b.age)) {
    if (grant.expiresAt <= m.now) grant.left -= Math.max(0, Math.min(grant.left, balance(m) - held(m)));
  }
}

const give = (amount: number, priority: number, days: number): Step => ({
  check: () => true,
  toString: () => `give ${amount} at ${priority} for ${days} days`,
  async run(m) {
    world.clock.advance(1);
    m.now = world.clock.now().getTime();
    const expiresAt = days === 0 ? Number.POSITIVE_INFINITY : m.now + days * dayMs;
    const ends = days === 0 ? null : new Date(expiresAt);
    await books.give(amount, { priority, expiresAt: ends });
    m.grants.push({ left: amount, priority, expiresAt, age: m.grants.length });
  },
});

const call = (amount: number): Step => ({
  check: () => true,
  toString: () => `call ${amount}`,
  async run(m) {
    lapse(m);
    const isEnough = balance(m) - held(m) >= amount;
    const asked = reserve(books.work, { ledger: "real", operationKey: `${run} ${m.calls.length}`, amount });
    if (!isEnough) {
      await expect(asked).rejects.toBeInstanceOf(Refusal);
      return;
    }
    m.calls.push({ reserved: await asked, amount, isOpen: true });
  },
});

const end = (which: number, used: number): Step => ({
  check: (m) => m.calls.length > 0,
  toString: () => `end call ${which} having used ${used}`,
  async run(m) {
    const one = m.calls[which % m.calls.length]!;
    const charged = one.isOpen ? Math.min(used, one.amount) : undefined;
    const { charged: found } = await (used === 0
      ? release(books.work, one.reserved)
      : settle(books.work, one.reserved, used));
    if (charged === undefined) return;
    expect(found).toBe(charged);
    one.isOpen = false;
    burn(m, charged);
  },
});

const wait = (days: number): Step => ({
  check: () => true,
  toString: () => `wait ${days} days`,
  run(m) {
    world.clock.advance(days * dayMs);
    m.now = world.clock.now().getTime();
    return Promise.resolve();
  },
});

const amounts = fc.integer({ min: 1, max: 60 });
const steps = [
  fc.tuple(amounts, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 4 })).map((g) => give(...g)),
  amounts.map(call),
  amounts.map(call),
  fc.tuple(fc.nat(20), fc.integer({ min: 0, max: 80 })).map((e) => end(...e)),
  fc.integer({ min: 1, max: 2 }).map(wait),
];

test("whatever is given, called, ended and waited for, the ledger says what a list of grants says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
      books = await openBooks(world, `Ada ${++run}`);
      const model: Model = { now: world.clock.now().getTime(), grants: [], calls: [], charged: 0 };
      await fc.asyncModelRun(() => ({ model, real: { at: 0 } }), commands);
      const found = await readTotals(world, books.owner.organizationId);
      const [left, set] = [balance(model), held(model)];
      expect(found).toEqual({ entries: 0, off: 0, balance: left, held: set, remaining: left, reserved: set });
      const rows = await world.rows<{ remaining: number }>(
        "select remaining::float8 from ledger_grants where organization_id = $1 and ledger = 'real' order by created_at, id",
        [books.owner.organizationId],
      );
      expect(rows.map(({ remaining }) => remaining)).toEqual(model.grants.map((grant) => grant.left));
    }),
    { numRuns: 12 },
  );
});
