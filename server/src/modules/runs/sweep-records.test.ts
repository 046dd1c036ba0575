import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later, secondMs } from "../../framework/clock.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { sweepRecords } from "./sweep-records.job.ts";

type Told = { whose: Whose; call: string; delivery: string };

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A conversation whose agent had a tool send something, which ended at this instant. */
async function tell(ended: Date): Promise<Told> {
  const whose = await newWhose(world);
  const filled = await fillTables(world, whose);
  const [call, delivery] = [String(filled.get("tool_calls")?.["id"]), String(filled.get("deliveries")?.["id"])];
  await world.rows("update deliveries set about = $2, state = 'succeeded', ended_at = $3 where id = $1", [
    delivery,
    call,
    ended,
  ]);
  return { whose, call, delivery };
}
const forget = ({ whose }: Told) =>
  world.rows("delete from runs where workspace_id = $1 and user_id = $2", [whose.workspaceId, whose.userId]);
const isKept = async ({ delivery }: Told) =>
  (await world.rows("select 1 from deliveries where id = $1", [delivery])).length === 1;

async function sweepAt(at: Date): Promise<void> {
  world.clock.set(at);
  const { app } = world;
  const principal = { kind: "system" as const, id: sweepRecords.name };
  const work = makeWork(app, { db: readIn(app.database, {}), principal, purpose: "converse", log: app.log });
  await sweepRecords.run({ ...work, signal: new AbortController().signal, attempt: 1 }, {});
}

test("what a deleted conversation's tools sent is on record to the last second of the policy's days, and not one longer", async () => {
  const begin = world.clock.now();
  const [gone, kept, younger] = [await tell(begin), await tell(begin), await tell(later(begin, 2 * secondMs))];
  for (const one of [gone, younger]) await forget(one);
  const seen: boolean[][] = [];
  for (const second of [-1, 0, 1]) {
    await sweepAt(later(begin, 7 * dayMs + second * secondMs));
    seen.push(await Promise.all([gone, kept, younger].map(isKept)));
  }
  expect(seen).toEqual([
    [true, true, true],
    [false, true, true],
    [false, true, true],
  ]);
  const attempts = "select 1 from delivery_attempts where delivery_id = $1";
  expect(await world.rows(attempts, [gone.delivery])).toEqual([]);
  world.clock.set(begin);
});

test("the deployment's policy may have fewer days, down to none; what is under way is nobody's record yet", async () => {
  const begin = later(world.clock.now(), 30 * dayMs);
  world.clock.set(begin);
  const [gone, underWay] = [await tell(begin), await tell(begin)];
  await world.rows("update deliveries set state = 'retry_wait', ended_at = null where id = $1", [underWay.delivery]);
  for (const one of [gone, underWay]) await forget(one);
  await world.rows(
    `insert into deployment_policy_settings (id, parameter, setting, version, effective_at, created_at)
     values ('pst_00000000000000000000000009', 'retention.conversation_days', $1, 1, $2, $2)`,
    [JSON.stringify({ value: 0 }), begin],
  );
  // A policy that was just read is believed for half a second.
  await until(async () => (await sweepAt(later(begin, secondMs)), !(await isKept(gone))));
  expect(await isKept(underWay)).toBe(true);
});
