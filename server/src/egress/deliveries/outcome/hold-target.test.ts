import { afterAll, beforeAll, expect, test } from "vitest";
import { later, minuteMs } from "../../../framework/clock.ts";
import { inScope, proveScope } from "../../../framework/database/tenant.ts";
import { newId } from "../../../framework/ids.ts";
import { makeWork } from "../../../framework/work.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { holdTarget, releaseTarget } from "./hold-target.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

const waiting = 400;
const target = "whe_dead";

/** Deliveries that wait for one target, each with its job. */
async function queueUp({ organizationId, workspaceId }: PersonWithOrganization): Promise<void> {
  for (const table of ["deliveries", "jobs"])
    await all.world.owner.query(`alter table ${table} set (autovacuum_enabled = off)`);
  const at = all.world.clock.now();
  const ids = Array.from({ length: waiting }, () => newId("dlv", at));
  await all.world.rows(
    `insert into deliveries (id, holder, organization_id, workspace_id, kind, target, operation_key, state, next_at, created_at)
     select id, $2, $3, $2, 'webhook', $4, id, 'intent', $5, $5 from unnest($1::text[]) id`,
    [ids, workspaceId, organizationId, target, at],
  );
  await all.world.rows(
    `insert into jobs (id, queue, lane, organization_id, workspace_id, data, state, run_at, attempts, created_at)
     select replace(id, 'dlv', 'job'), 'deliveries.send', $2, $3, $2, jsonb_build_object('delivery_id', id), 'queued', $4, 0, $4
     from unnest($1::text[]) id`,
    [ids, workspaceId, organizationId, at],
  );
}

test("what waits for a target is moved with its jobs in one pass of each, however many they are, and nobody else's is", async () => {
  const { world, ada, bob } = all;
  await queueUp(bob);
  await world.owner.query("analyze deliveries, jobs");
  await queueUp(ada); // of whom the statistics know nothing
  const { app, clock } = world;
  const scope = { organizationId: ada.organizationId, workspaceId: ada.workspaceId };
  const inStep = (move: (step: ReturnType<typeof makeWork>) => Promise<void>) =>
    inScope(app.database, proveScope(scope), async (db) => {
      const principal = { kind: "system", id: "deliveries.send" } as const;
      await move(makeWork(app, { db, principal, purpose: "deliveries", log: app.log }));
      const sql = `select sum(seq_scan + idx_scan)::int as scans from pg_stat_xact_user_tables
        where relname in ('deliveries', 'jobs')`;
      return (await db.query<{ scans: number }>(sql, []))[0]!.scans;
    });
  const dueOf = async ({ workspaceId }: PersonWithOrganization) => {
    const sql = `select count(distinct j.id)::int as jobs from jobs j join deliveries d on d.id = j.data ->> 'delivery_id'
      where j.lane = $1 and d.target = $2 and j.run_at = d.next_at and j.run_at <= $3`;
    return (await world.rows<{ jobs: number }>(sql, [workspaceId, target, clock.now()]))[0]!.jobs;
  };
  const holder = ada.workspaceId;
  const until = later(clock.now(), minuteMs);
  expect(await inStep((step) => holdTarget(step, { holder, target }, { until, spreadMs: 1000 }))).toBeLessThan(30);
  expect([await dueOf(ada), await dueOf(bob)]).toEqual([0, waiting]);
  expect(await inStep((step) => releaseTarget(step, { holder, target }))).toBeLessThan(30);
  expect([await dueOf(ada), await dueOf(bob)]).toEqual([waiting, waiting]);
});
