import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../framework/clock.ts";
import { newId } from "../../framework/ids.ts";
import { type acrossTenants, inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { fillTable, newWhose } from "../../testing/samples/fill-table.ts";
import { type Person, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { users } from "../users/public.ts";
import { countDays } from "./count-days.job.ts";

let world: World;
let operator: Person;
let people: string[];
const day = new Date("2026-11-20T00:00:00Z");
beforeAll(async () => {
  world = await openWorld();
  operator = await signUp(world, "Olga");
  people = [];
  for (let n = 0; n < 10; n++) {
    const whose = await newWhose(world);
    await fillTable(world, users, whose, new Map());
    people.push(whose.userId);
  }
});
afterAll(() => world.close());

const ask = async (route: string, by: readonly string[], at: Date) => {
  for (const userId of by)
    await world.rows(
      `insert into request_log (id, method, route, status, ms, principal_kind, user_id, network, created_at)
       values ($1, 'GET', $2, 200, 1, 'user', $3, '\\x00', $4)`,
      [newId("rql", at), route, userId, at],
    );
};
const count = async () => {
  const { app } = world;
  const principal = { kind: "system", id: countDays.name } as const;
  const run = (db: Parameters<Parameters<typeof acrossTenants>[2]>[0]) => ({
    ...makeWork(app, { db, principal, purpose: countDays.purpose, log: app.log }),
    signal: new AbortController().signal,
    attempt: 1,
    inScope: () => Promise.reject(new Error("it enters no tenant")),
  });
  await inScope(app.database, proveScope({}), (db) => countDays.run(run(db), {}));
};
type Usage = { days: object[]; counts: { name: string; uses: number | null; people: number | null }[] };
const usage = () => readAnswer<Usage>(operator.request("/api/v1/operator/usage?days=3"), 200);

test("what nine people did is withheld and what ten did is told, each day once", async () => {
  world.clock.set(later(day, 5));
  await ask("/by-nine", people.slice(0, 9), day);
  await ask("/by-nine", people.slice(0, 9), day); // however often they did it
  await ask("/by-ten", people, day);
  await count();
  expect(await world.rows("select 1 from daily_counts where day >= $1", [day])).toEqual([]); // it is not over
  world.clock.set(later(day, dayMs));
  await count();
  await count();
  const stored = await world.rows(
    "select kind, name, uses, people from daily_counts where kind <> 'feature' and day = $1 order by kind, name",
    [day],
  );
  expect(stored).toEqual([
    { kind: "people", name: "all", uses: 28, people: 10 },
    { kind: "route", name: "GET /by-nine", uses: null, people: null },
    { kind: "route", name: "GET /by-ten", uses: 10, people: 10 },
  ]);
});

test("the operator sees counts and what is withheld; nobody else does", async () => {
  const session = await usage();
  expect(session.days).toEqual([{ day: day.toISOString(), requests: 28, people: 10 }]);
  expect(session.counts).toMatchObject([
    { name: "GET /by-ten", uses: 10, people: 10, days_withheld: 0 },
    { name: "GET /by-nine", uses: null, people: null, days_withheld: 1 },
  ]);
  const bob = await signUp(world, "Bob");
  expect(await readRefusal(bob.request("/api/v1/operator/usage"))).toBe("403 request.not_allowed");
});

test("the database takes no count of fewer than ten", async () => {
  const insert = "insert into daily_counts (day, kind, name, uses, people) values ($1, 'route', 'GET /x', 1, $2)";
  await expect(world.rows(insert, [day, 9])).rejects.toThrow(/check constraint/);
});
