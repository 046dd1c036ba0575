import pg from "pg";
import { plain } from "../server/src/framework/columns.ts";
import { createTableSql } from "../server/src/framework/database/emit-ddl.ts";
import { newId } from "../server/src/framework/ids.ts";
import { owns, table } from "../server/src/framework/table.ts";
import { proveScope, readIn } from "../server/src/framework/database/tenant.ts";
import { atMost, type Benchmark, interleave } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";

const rows = 1_000_000;
const workspaces = 1_000;

const entries = table("bench_entries", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "Only in the benchmark." },
  columns: { id: plain.id("ent"), words: plain.word(), created_at: plain.time() },
  indexes: [{ on: ["workspace_id", "created_at desc"] }],
});

const latest =
  "select id, words, created_at from bench_entries where workspace_id = $1 order by created_at desc limit 50";
const parallel = 4;
const perRound = 2000;

/**
 * The same 50 rows through row-level security (application role, tenant set for each query) and without it (the
 * system role, whose policy is `true`): same pool size, pipelining and prepared statement.
 */
export const rlsCost: Benchmark = {
  summary: `latest 50 of ${rows} rows in ${workspaces} workspaces, with row-level security against without`,
  async run() {
    const deployment = await openBenchDeployment();
    const owner = new pg.Client({ connectionString: deployment.ownerUrl });
    await owner.connect();
    await owner.query(createTableSql(entries, new Map()));
    const at = deployment.app.clock.now();
    const organizationId = newId("org", at);
    const ids = Array.from({ length: workspaces }, () => newId("wsp", at));
    const { system } = deployment.app.database;
    await system.query(
      `insert into bench_entries (organization_id, workspace_id, id, words, created_at)
       select $1, ($2::text[])[1 + n % $3], 'ent_' || lpad(n::text, 26, '0'), repeat('word ', 20), $4::timestamptz - n * interval '1 second' from generate_series(1, $5) n`,
      [organizationId, ids, workspaces, at, rows],
    );
    await owner.query("analyze bench_entries");
    const plainPool = new pg.Pool({
      connectionString: (system.options as { connectionString: string }).connectionString,
      max: 4,
      pipeline: true,
    });
    const pick = () => ids[Math.floor(Math.random() * ids.length)]!;
    const timed = async (query: () => Promise<number>) => {
      const started = performance.now();
      await Promise.all(
        Array.from({ length: parallel }, async () => {
          for (let i = 0; i < perRound / parallel; i++)
            if ((await query()) !== 50) throw new Error("not the 50 rows asked for");
        }),
      );
      return (performance.now() - started) / perRound;
    };
    const seen = await interleave(7, {
      secured: () =>
        timed(async () => {
          const workspaceId = pick();
          return (
            await readIn(deployment.app.database, proveScope({ organizationId, workspaceId })).query(latest, [
              workspaceId,
            ])
          ).length;
        }),
      open: () =>
        timed(async () => (await plainPool.query({ name: "latest", text: latest, values: [pick()] })).rows.length),
    });
    await Promise.all([plainPool.end(), owner.end()]);
    await deployment.close();
    return [
      atMost("rls-cost", seen.secured / seen.open, 1.1, {
        secured_ms: Number(seen.secured.toFixed(3)),
        open_ms: Number(seen.open.toFixed(3)),
        rows,
        workspaces,
      }),
    ];
  },
};
