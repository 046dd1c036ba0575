import { afterAll, beforeAll, expect, test } from "vitest";
import { secondMs } from "../../framework/clock.ts";
import { beginRequest, receiptOf } from "../../privacy/testing/begin-request.ts";
import { fillTables, newWhose } from "../../testing/fill-table.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { eraseSubject } from "./erase-subject.job.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Looks on while the schedules come round. */
const soon = <T>(look: () => Promise<T | undefined>) =>
  until(async () => {
    world.clock.advance(secondMs / 4);
    return look();
  }, 20_000);

test("an erasure whose job was given up is taken up again, and ends once, whatever number of workers there is", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  const begun = await beginRequest(world, { kind: "user", id: ada.userId });
  await world.rows(
    `insert into jobs (id, queue, lane, data, state, run_at, attempts, created_at)
     values ('job_dead', $1, 'deployment', $2, 'dead', $3, 10, $3)`,
    [eraseSubject.name, JSON.stringify({ request_id: begun.requestId }), world.clock.now()],
  );
  await Promise.all([world.work(), world.work()]);
  const signed = await soon(() => receiptOf(world, begun).catch(() => undefined)); // there is none yet
  expect(signed.receipt.removed).toContainEqual({ label: "users", rows: 1 });
  expect(await world.rows("select 1 from receipts where token_hash = $1", [begun.tokenHash])).toHaveLength(1);
  // The receipt is there a moment before the job that wrote it is removed.
  await expect
    .poll(() => world.rows("select state from jobs where queue = $1 and state <> 'dead'", [eraseSubject.name]))
    .toEqual([]);
});

test("the deployment's log, which the receipt entered, has as many leaves as its newest checkpoint counts", async () => {
  await soon(async () => {
    const unsealed = await world.rows("select 1 from audit_entries where leaf_index is null");
    return unsealed.length === 0 || undefined;
  });
  const [newest] = await world.rows<{ size: number }>(
    "select max(size) as size from log_checkpoints where log_id = 'deployment'",
  );
  const leaves = await world.rows("select 1 from log_nodes where log_id = 'deployment' and level = 0");
  expect(leaves.length).toBeGreaterThan(0);
  expect(leaves).toHaveLength(newest!.size);
});
