import { fork } from "node:child_process";
import { BlockList } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startWorker } from "../server/src/framework/jobs/worker.ts";
import { buildHttp } from "../server/src/operate/serve/build-http.ts";
import { atMost, type Benchmark, quantile } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { plantModel } from "./lib/plant-model.ts";

const count = Number(process.argv.find((word) => word.startsWith("--n="))?.slice(4) ?? 200);
const endsWithinMs = 120_000;

type Told = { port?: number; waiting?: number };
type Ask = (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;

/** Runs that all wait for a model at once: what each holds meanwhile, and how long they waited for their turn. */
export const runs: Benchmark = {
  summary: "200 runs at once that wait for a slow model: memory, connections and time until each begins; --n=N",
  async run() {
    const model = fork(join(import.meta.dirname, "lib/slow-model-process.ts"));
    let waiting = 0;
    const port = await new Promise<number>((resolve) => {
      model.on("message", (told: Told) => {
        waiting = told.waiting ?? waiting;
        if (told.port !== undefined) resolve(told.port);
      });
    });
    const deployment = await openBenchDeployment();
    const planted = await plantModel(deployment, `http://127.0.0.1:${port}`);
    const ask = openAsker(deployment, planted);
    const worker = startWorker(deployment.app);
    const collect = openCollector();
    const connections = () => countConnections(deployment);
    try {
      const agent = await ask("POST", "/agents", { name: "Worker", model: planted.model });
      // Once, so that whatever is loaded by a first run is none of the others' memory.
      const begin = () => ask("POST", "/runs", { agent_id: agent["id"], text: "Do what has to be done." });
      model.send("let");
      await begin();
      await until("the first answer", async () => (await countOpen(deployment)) === 0);
      model.send("hold");
      const before = await collect();
      await Promise.all(Array.from({ length: count }, begin));
      await until("all questions", () => waiting === count);
      const [after, held] = [await collect(), await connections()];
      const began = performance.now();
      model.send("let");
      await until("the end of all runs", async () => (await countOpen(deployment)) === 0);
      const endedMs = performance.now() - began;
      const delays = await readDelays(deployment);
      const facts = { runs: count, p50_ms: Math.round(quantile(delays, 0.5)), all_ended_ms: Math.round(endedMs) };
      return [
        atMost("runs.kilobytes_per_waiting_run", (after - before) / count / 1024, 200, { runs: count }),
        atMost("runs.transactions_held", held.transactions, 0, { runs: count, connections: held.all }),
        atMost("runs.start_delay_p99_ms", quantile(delays, 0.99), 1000, facts),
      ];
    } finally {
      await worker.stop(1000);
      await deployment.close();
      model.kill();
    }
  },
};

function openAsker({ app }: BenchDeployment, { cookie, workspaceId }: { cookie: string; workspaceId: string }): Ask {
  const plenty = { perMinute: 1e9, burst: 1e9 };
  const limits = { ordinary: plenty, expensive: plenty, credentials: plenty };
  const surroundings = { trustedProxies: new BlockList(), allowPlainHttp: true, webFolder: undefined, vitals: {} };
  const http = buildHttp({ ...app, limits }, surroundings);
  const headers = { cookie, "avow-workspace": workspaceId, "avow-csrf": "1", "content-type": "application/json" };
  const from = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
  return async (method, path, body) => {
    const asked = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await http.request(`http://localhost/api/v1${path}`, asked, from);
    const said = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  };
}

/** Bytes in use once garbage is collected. */
function openCollector(): () => Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return async () => {
    for (let turn = 0; turn < 3; turn++) {
      collect();
      await sleep(100);
    }
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
}

async function until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + endsWithinMs; !(await is()); await sleep(20))
    if (performance.now() > end) throw new Error(`${what} did not come`);
}

const countOpen = async ({ app }: BenchDeployment) => {
  const sql = "select count(*)::int as count from runs where ended_at is null";
  return (await app.database.system.query<{ count: number }>(sql)).rows[0]!.count;
};

/** A transaction that stays open for a second or more is held while something is waited for. */
async function countConnections({ app }: BenchDeployment): Promise<{ all: number; transactions: number }> {
  const sql = `select count(*)::int as all, count(*) filter (where xact_start < clock_timestamp() - interval '1 second')::int as transactions
    from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await sleep(1500);
  return (await app.database.system.query<{ all: number; transactions: number }>(sql)).rows[0]!;
}

async function readDelays({ app }: BenchDeployment): Promise<number[]> {
  const sql =
    "select extract(epoch from started_at - created_at)::float8 * 1000 as ms from runs where state = 'completed'";
  const delays = (await app.database.system.query<{ ms: number }>(sql)).rows.map(({ ms }) => ms);
  if (delays.length !== count + 1) throw new Error(`${delays.length} of ${count + 1} runs are completed`);
  return delays;
}
