import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { newId } from "../ids.ts";
import { inOneTrip, type Statement } from "./one-trip.ts";
import { type Database, openDatabase, proveScope } from "./tenant.ts";

let world: World;
let database: Database;
beforeAll(async () => {
  world = await openWorld();
  // Tests run without waiting for a disk; here a commit waits as it does by default.
  const waiting = (url: string) => `${url}${url.includes("?") ? "&" : "?"}options=-c%20synchronous_commit%3Don`;
  database = openDatabase({ appUrl: waiting(world.urls.app), systemUrl: world.urls.system });
});
afterAll(async () => {
  await database.close();
  await world.close();
});

const whose: Statement = {
  text: "select current_setting('app.organization_id') as id, pg_backend_pid() as pid",
  values: [],
};
const divide = (by: number): Statement => ({ text: "select 1 / $1::int as n", values: [by] });
const afterwards: Statement = { text: "select 'reached' as word", values: [] };
const scopeOf = (organizationId: string) => proveScope({ organizationId });
const newOrganization = () => newId("org", world.clock.now());

test("trips of one moment share a connection, each under its own scope, and one that fails fails alone", async () => {
  const ids = Array.from({ length: 12 }, newOrganization);
  // Every third one fails before its last statement was ever seen on this connection.
  const trips = ids.map((id, i) => inOneTrip(database, scopeOf(id), [whose, divide(i % 3), afterwards]));
  const ended = await Promise.allSettled(trips);
  const pids = new Set<unknown>();
  for (const [i, one] of ended.entries()) {
    if (i % 3 === 0) expect(one).toMatchObject({ status: "rejected", reason: { code: "22012" } });
    else {
      expect(one).toMatchObject({ value: [[{ id: ids[i] }], [{ n: i % 3 === 1 ? 1 : 0 }], [{ word: "reached" }]] });
      pids.add((one as PromiseFulfilledResult<{ pid: number }[][]>).value[0]![0]!.pid);
    }
  }
  expect(pids.size).toBe(1);
});

test("a trip is whole or nothing of it, and a value that cannot be sent sends nothing", async () => {
  const settings = "select set_config('app.kept', $1, false)";
  const endless: Record<string, unknown> = {};
  endless["self"] = endless;
  const failing: Statement[] = [divide(0), { text: "select $1::jsonb as it", values: [endless] }];
  for (const last of failing)
    await expect(
      inOneTrip(database, scopeOf(newOrganization()), [{ text: settings, values: ["yes"] }, last]),
    ).rejects.toThrow(/division by zero|circular/);
  const kept = { text: "select current_setting('app.kept', true) as kept", values: [] };
  const [[row]] = (await inOneTrip(database, scopeOf(newOrganization()), [kept])) as [[{ kept: string | null }]];
  expect(row.kept ?? "").toBe("");
});

test("what a trip wrote is on the disk when it comes back, whatever became of the others", async () => {
  const write: Statement = { text: "select pg_logical_emit_message(true, 'test', 'x')", values: [] };
  const flushed = "select pg_current_wal_flush_lsn() >= $1::pg_lsn as is_flushed";
  for (let turn = 0; turn < 5; turn++) {
    const [done] = await Promise.allSettled([
      inOneTrip(database, scopeOf(newOrganization()), [write, { ...afterwards }]),
      inOneTrip(database, scopeOf(newOrganization()), [write, divide(0)]),
    ]);
    const lsn = (done as PromiseFulfilledResult<{ pg_logical_emit_message: string }[][]>).value[0]![0]!;
    const { rows } = await database.system.query<{ is_flushed: boolean }>(flushed, [lsn.pg_logical_emit_message]);
    expect(rows).toEqual([{ is_flushed: true }]);
  }
});

test("a statement that nobody can parse is told as what it is, and spoils no other", async () => {
  const scope = scopeOf(newOrganization());
  const ended = await Promise.allSettled([
    inOneTrip(database, scope, [{ text: "select nonsense", values: [] }, afterwards]),
    inOneTrip(database, scope, [afterwards, afterwards]),
  ]);
  expect(ended[0]).toMatchObject({ status: "rejected", reason: { code: "42703" } });
  expect(ended[1]).toMatchObject({ value: [[{ word: "reached" }], [{ word: "reached" }]] });
});

test("a connection that is lost while trips are under way is told to all of them, and the next trip has another", async () => {
  const scope = scopeOf(newOrganization());
  const cut = { text: "select pg_terminate_backend(pg_backend_pid())", values: [] };
  const ended = await Promise.allSettled([[afterwards], [cut], [afterwards]].map((s) => inOneTrip(database, scope, s)));
  for (const one of ended) expect(one).toMatchObject({ status: "rejected", reason: { code: "request.unavailable" } });
  expect(await inOneTrip(database, scope, [afterwards])).toEqual([[{ word: "reached" }]]);
});
