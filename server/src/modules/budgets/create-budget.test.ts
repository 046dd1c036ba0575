import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { Refusal } from "../../framework/errors.ts";
import { type Books, openBooks } from "../../egress/ledger/testing/open-books.ts";
import { nextRenewal } from "../../egress/ledger/period.ts";
import { reserve } from "../../egress/ledger/reserve.ts";
import { release, settle } from "../../egress/ledger/settle.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: Books;
beforeAll(async () => {
  world = await openWorld();
  ada = await openBooks(world, "Ada");
  await ada.give(1_000_000);
});
afterAll(() => world.close());

type Budget = { id: string; spent: number; held: number; alerted: number };
const budget = (json: object) =>
  readAnswer<Budget>(ada.owner.request("/api/v1/budgets", { method: "POST", json }), 201);
const budgets = async () => (await readAnswer<{ data: Budget[] }>(ada.owner.request("/api/v1/budgets"), 200)).data;
let keys = 0;
const spend = (amount: number, more: object = {}) =>
  reserve(ada.work, { ledger: "real", operationKey: `key ${++keys}`, amount, ...more });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "let through",
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

test("nothing is spent past a budget, however many ask at once, and it is given anew at midnight of its zone", async () => {
  const { userId } = ada.owner;
  await budget({ subject: "user", subject_id: userId, ceiling: 100, period: "daily", time_zone: "Asia/Tokyo" });
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => spend(10)));
  const held = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(held).toHaveLength(10);
  expect(await codeOf(spend(1))).toBe("wallet.budget_exceeded");
  await Promise.all(held.map((one, i) => (i < 9 ? settle(ada.work, one, 10) : release(ada.work, one))));
  expect(await budgets()).toMatchObject([{ spent: 90, held: 0 }]);
  expect(await codeOf(spend(11))).toBe("wallet.budget_exceeded");
  world.clock.advance(dayMs);
  expect(await budgets()).toMatchObject([{ spent: 0 }]);
  await release(ada.work, await spend(100));
});

test("an agent's budget counts the agent's calls alone, and its shares are told of once", async () => {
  const agent = ada.work.newId("agt");
  const { id } = await budget({ subject: "agent", subject_id: agent, ceiling: 50, period: "once", alerts: [50, 100] });
  await world.work();
  await settle(ada.work, await spend(30, { agentId: agent }), 30);
  const told = () =>
    world.rows<{ facts: { budget_id: string; per_cent: number } }>(
      "select facts from events where type = 'budget.reached'",
    );
  await until(async () => (await told()).length === 1);
  expect((await told()).map(({ facts }) => facts)).toMatchObject([{ budget_id: id, per_cent: 50 }]);
  await until(
    async () => (await world.rows("select 1 from deliveries where operation_key like 'budget_reached:%'")).length === 1,
  );
  expect(await codeOf(spend(30, { agentId: agent }))).toBe("wallet.budget_exceeded");
  await release(ada.work, await spend(30));
});

test("a budget cannot be about somebody or something that is not there", async () => {
  const make = (json: object) => ada.owner.request("/api/v1/budgets", { method: "POST", json });
  const asked = { subject: "user", ceiling: 1, period: "once" };
  expect(await readAnswer(make(asked), 422)).toMatchObject({ code: "budgets.subject_missing" });
  await readAnswer(make({ ...asked, subject_id: "usr_01k00000000000000000000000" }), 404);
});

test("periods end at midnight, Monday and the first, where clocks change as well", () => {
  const end = (period: "daily" | "weekly" | "monthly", zone: string, at: string) =>
    nextRenewal(period, zone, new Date(at))?.toISOString();
  expect(end("daily", "Europe/Berlin", "2026-03-29T00:30:00Z")).toBe("2026-03-29T22:00:00.000Z");
  expect(end("weekly", "America/New_York", "2026-11-01T12:00:00Z")).toBe("2026-11-02T05:00:00.000Z");
  expect(end("monthly", "Asia/Kathmandu", "2026-01-31T20:00:00Z")).toBe("2026-02-28T18:15:00.000Z");
  expect(nextRenewal("once", "UTC", new Date())).toBeNull();
});
