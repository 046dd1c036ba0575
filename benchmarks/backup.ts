import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { systemClock } from "../server/src/framework/clock.ts";
import { takeBackup } from "../server/src/operate/backup/take-backup.ts";
import { drillBackup } from "../server/src/operate/backup/drill-backup.ts";
import { atLeast, atMost, type Benchmark } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";

const asked = process.argv.find((word) => /^--rows=[1-9]\d+$/.test(word));
const rows = asked ? Number(asked.slice("--rows=".length)) : process.argv.includes("--small") ? 50_000 : 5_000_000;
const megabyte = 1024 * 1024;

/** One backup, checked row by row after writing, of a table of events: what a second moves, and whether size costs memory. */
export const backup: Benchmark = {
  summary: `back up ${rows} rows, checked; --small for 50,000, --rows=N for others: MB/s, and memory against a tenth of them`,
  async run() {
    const deployment = await openBenchDeployment();
    const folder = mkdtempSync(join(tmpdir(), "avow-bench-backups-"));
    try {
      await fill(deployment, rows / 10, 0);
      const tenth = await measure(deployment, folder);
      await fill(deployment, rows, rows / 10);
      const whole = await measure(deployment, folder);
      const drill = await drillBackup({
        ...placeOf(deployment, folder),
        file: whole.file,
        ownerUrl: deployment.ownerUrl,
      });
      const facts = {
        rows,
        megabytes: Math.round(whole.megabytes),
        seconds: Number(whole.seconds.toFixed(1)),
        cpu_seconds: Number(whole.cpuSeconds.toFixed(1)),
        drill_seconds: drill.durationMs / 1000,
      };
      return [
        atLeast("backup", whole.megabytes / whole.seconds, 20, { unit: "MB/s", ...facts }),
        atMost("backup-memory", whole.peak - tenth.peak, 64, {
          unit: "MB more for ten times the rows",
          peak_megabytes: Math.round(whole.peak),
        }),
      ];
    } finally {
      rmSync(folder, { recursive: true });
      await deployment.close();
    }
  },
};

const placeOf = ({ app }: BenchDeployment, folder: string) => ({
  keyring: app.keyring,
  keysFolder: folder,
  keysCopyFolder: undefined,
  folder,
  recipients: [],
  keep: 2,
  clock: systemClock,
  version: "bench",
});

async function fill({ app }: BenchDeployment, upTo: number, from: number): Promise<void> {
  await app.database.system.query(
    `insert into events (id, organization_id, type, facts, created_at)
     select 'evt_' || lpad(n::text, 26, '0'), 'org_' || md5(n::text), 'bench.done', jsonb_build_object('id', md5(n::text || 'a') || md5(n::text || 'b') || md5(n::text || 'c')), $1
     from generate_series($2::int + 1, $3::int) n`,
    [systemClock.now(), from, upTo],
  );
}

async function measure(deployment: BenchDeployment, folder: string) {
  const { connectionString } = deployment.app.database.system.options as { connectionString: string };
  const client = new pg.Client({ connectionString });
  await client.connect();
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss() / megabyte)), 20);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const { file, manifest } = await takeBackup(client, placeOf(deployment, folder));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  clearInterval(look);
  await client.end();
  const megabytes = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0) / megabyte;
  return { file, megabytes, seconds, cpuSeconds: (user + system) / 1_000_000, peak };
}
