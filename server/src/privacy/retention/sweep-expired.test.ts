import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { dayMs, secondMs } from "../../framework/clock.ts";
import { makeWork } from "../../framework/work.ts";
import type { AnyTable } from "../../framework/table.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { fillTable, newWhose, type Row, whereRow } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf } from "../catalogue.ts";
import { limitOf, shift } from "../parameters.ts";
import { sweepRetention } from "../../modules/privacy-requests/retention/sweep-retention.job.ts";
import { sweepExpired } from "./sweep-expired.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  world.clock.set(new Date("2026-11-21T09:00:00Z"));
});
afterAll(() => world.close());

const sweep = (swept: readonly AnyTable[]) => {
  const { app } = world;
  const principal = { kind: "system" as const, id: "retention.sweep" };
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "account", log: app.log });
  return sweepExpired(work, catalogueOf(swept));
};

/** As the hourly job does. */
async function sweepByPolicy(): Promise<void> {
  const { app } = world;
  const principal = { kind: "system" as const, id: "retention.sweep" };
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "account", log: app.log });
  const inScope = () => Promise.reject(new Error("a sweep crosses tenants"));
  await sweepRetention.run({ ...work, signal: new AbortController().signal, attempt: 1, inScope }, {});
}

const expiring = tables.filter(({ keep }) => keep.until);

/** A row of a table whose time, in the column that counts, is `time`. */
async function rowOf(table: AnyTable, time: Date): Promise<Row> {
  const row = await fillTable(world, table, await newWhose(world), new Map());
  const { text, values } = whereRow(table, row);
  await world.rows(`update ${table.name} set ${table.keep.until?.column} = $${values.length + 1} where ${text}`, [
    ...values,
    time,
  ]);
  return { ...row, [table.keep.until?.column ?? ""]: time };
}

async function isThere(table: AnyTable, row: Row): Promise<boolean> {
  const { text, values } = whereRow(table, row);
  return (await world.rows(`select 1 from ${table.name} where ${text}`, values)).length === 1;
}

/** A period that would end on a day its month does not have ends with the month's last day (Regulation 1182/71, article 3). */
function endOf(begin: Date, limit: Parameters<typeof shift>[1]): Date {
  const end = shift(begin, limit);
  const isWhole = shift(end, limit, -1).getTime() >= begin.getTime();
  return isWhole ? end : new Date(Math.ceil(end.getTime() / dayMs) * dayMs);
}

describe.each(expiring.map((table) => [table.name, table] as const))("%s", (_, table) => {
  test("keeps a row to the last second its table says, and not one longer", async () => {
    const begin = world.clock.now();
    const row = await rowOf(table, begin);
    const younger = await rowOf(table, new Date(begin.getTime() + 2 * secondMs));
    const until = table.keep.until;
    if (!until) throw new Error("it expires");
    const end = endOf(begin, limitOf(until)).getTime();
    const seen: boolean[] = [];
    for (const second of [-1, 0]) {
      world.clock.set(new Date(end + second * secondMs));
      await sweep([table]);
      seen.push(await isThere(table, row));
    }
    expect(seen).toEqual([true, false]);
    world.clock.set(new Date(end + secondMs));
    expect((await sweep([table])).size).toBe(0);
    expect(await isThere(table, younger)).toBe(true);
    world.clock.set(begin);
  });
});

test("what the deployment's policy has chosen since counts, to the second", async () => {
  const table = tables.find(({ name }) => name === "request_log") as AnyTable;
  const begin = world.clock.now();
  const [row, setting] = [await rowOf(table, begin), JSON.stringify({ value: 60 })];
  await world.rows(
    `insert into deployment_policy_settings (id, parameter, setting, version, effective_at, created_at)
     values ('pst_00000000000000000000000000', 'retention.log_days', $1, 1, $2, $2)`,
    [setting, begin],
  );
  const seen: boolean[] = [];
  for (const second of [-1, 0, 1]) {
    world.clock.set(new Date(begin.getTime() + 60 * dayMs + second * secondMs));
    await sweepByPolicy();
    seen.push(await isThere(table, row));
  }
  expect(seen).toEqual([true, false, false]);
  world.clock.set(begin);
});

test("an organization that chose fewer years than the deployment keeps its bills as long, and nobody else's go with them", async () => {
  const table = tables.find(({ name }) => name === "top_ups") as AnyTable;
  const back = world.clock.now();
  const begin = new Date("2020-02-29T00:30:00Z");
  const [strict, usual] = [await rowOf(table, begin), await rowOf(table, begin)];
  await world.rows(
    `insert into policy_settings (organization_id, id, parameter, setting, version, effective_at, created_at)
     values ($1, 'pst_00000000000000000000000001', 'retention.billing_years', $2, 1, $3, $3)`,
    [strict["organization_id"], JSON.stringify({ value: 5 }), begin],
  );
  const seen: Record<string, boolean[]> = {};
  for (const [years, end] of [
    [5, "2025-03-01T00:00:00Z"],
    [7, "2027-03-01T00:00:00Z"],
  ] as const) {
    for (const second of [-1, 0, 1]) {
      world.clock.set(new Date(Date.parse(end) + second * secondMs));
      await sweepByPolicy();
      (seen[years] ??= []).push(await isThere(table, strict), await isThere(table, usual));
    }
  }
  expect(seen).toEqual({ 5: [true, true, false, true, false, true], 7: [false, true, false, false, false, false] });
  world.clock.set(back);
});

test("an entry that is not in its log yet stays until it is, so that its hash does", async () => {
  const table = tables.find(({ name }) => name === "audit_entries") as AnyTable;
  const row = await rowOf(table, new Date("2020-01-01T00:00:00Z"));
  await world.rows("update audit_entries set leaf_index = null where id = $1", [row["id"]]);
  await sweep([table]);
  expect(await isThere(table, row)).toBe(true);
  await world.rows("update audit_entries set leaf_index = 5 where id = $1", [row["id"]]);
  await sweep([table]);
  expect(await isThere(table, row)).toBe(false);
});

test("thousands of rows go in batches, and the deployment's log says from which table", async () => {
  const table = tables.find(({ name }) => name === "rate_limits") as AnyTable;
  await sweep([table]);
  await rowOf(table, new Date("2020-01-01T00:00:00Z"));
  await world.rows(
    `insert into rate_limits select (jsonb_populate_record(null::rate_limits, to_jsonb(r) || jsonb_build_object('bucket', '\\x' || lpad(to_hex(n), 8, '0')))).*
     from (select * from rate_limits order by refilled_at limit 1) r, generate_series(1, 2499) n`,
  );
  expect((await sweep([table])).get("rate_limits")).toBe(2500);
  const entries = await world.rows(
    "select log_id, target, principal_kind from audit_entries where action = 'retention.swept' and target = 'rate_limits'",
  );
  expect(entries.at(-1)).toEqual({ log_id: "deployment", target: "rate_limits", principal_kind: "system" });
});
