import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secondMs } from "../../framework/clock.ts";
import { newId } from "../../framework/ids.ts";
import { type Begun, beginRequest, receiptOf } from "../../privacy/testing/begin-request.ts";
import { fillTables, newWhose } from "../../testing/samples/fill-table.ts";
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
  });

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

/** As a restore asks for it, of whoever has no key. */
async function askAnew(userId: string): Promise<Begun> {
  const [requestId, at] = [newId("prq", world.clock.now()), world.clock.now()];
  const tokenHash = createHash("sha256").update(requestId).digest();
  await world.rows(
    `insert into privacy_requests (id, kind, user_id, state, receipt_token_hash, subject_reference, confirmed_at, starts_at, created_at)
     values ($1, 'erase', $2, 'cooling_off', $3, '', $4, $4, $4)`,
    [requestId, userId, tokenHash, at],
  );
  return { requestId, tokenHash, salt: Buffer.alloc(0) };
}

test("who came back with a backup and has no key is erased anew, though an organization has no other owner", async () => {
  const bo = await newWhose(world);
  await fillTables(world, bo);
  await world.rows("delete from privacy_requests where user_id = $1", [bo.userId]);
  await world.rows("update memberships set role = 'owner' where user_id = $1", [bo.userId]);
  const { requestId } = await askAnew(bo.userId);
  const refused = "select refusal from privacy_requests where id = $1 and state = 'refused'";
  expect(await soon(async () => (await world.rows(refused, [requestId]))[0])).toEqual({
    refusal: "privacy_requests.last_owner",
  });
  await world.rows("delete from subject_keys where subject_id = $1", [bo.userId]);
  const again = await askAnew(bo.userId);
  const signed = await soon(() => receiptOf(world, again).catch(() => undefined)); // there is none yet
  expect(signed.receipt.removed).toContainEqual({ label: "users", rows: 1 });
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
