import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { importRules } from "../server/src/compose/list-import-rules.ts";
import { filledPort } from "../server/src/framework/ports.ts";
import { proveScope, readIn } from "../server/src/framework/database/tenant.ts";
import { makeWork } from "../server/src/framework/work.ts";
import { cataloguePort } from "../server/src/privacy/catalogue.ts";
import { writeArchive } from "../server/src/privacy/export/write-archive.ts";
import { importArchive } from "../server/src/privacy/import/import-archive.ts";
import { openArchive } from "../server/src/privacy/import/open-archive.ts";
import { storedObjectsPort } from "../server/src/privacy/stored-objects.ts";
import { atMost, type Benchmark } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { askedRows, plantMessages } from "./lib/plant-messages.ts";
import { plantSession } from "./lib/plant-session.ts";

const many = askedRows(20_000);
const few = 3000;
const megabyte = 1024 * 1024;

/** An archive of one person, taken into a workspace that has nothing yet: tried first, then written. */
export const importBenchmark: Benchmark = {
  summary: `import ${few} rows, and ${many} (--rows=N) in the same memory`,
  async run() {
    const deployment = await openBenchDeployment();
    const folder = mkdtempSync(join(tmpdir(), "avow-bench-import-"));
    await importOne(deployment, join(folder, "warm.zip"), few);
    const small = await importOne(deployment, join(folder, "few.zip"), few);
    const large = await importOne(deployment, join(folder, "many.zip"), many);
    rmSync(folder, { recursive: true });
    await deployment.close();
    return [
      atMost("import.ms", small.written.ms, 20_000, { rows: few }),
      ...(["tried", "written"] as const).map((how) =>
        atMost(`import.memory.${how}`, (large[how].held - small[how].held) / megabyte, 64, {
          unit: "MB more held at the most",
          rows: many,
          seconds: Number((large[how].ms / 1000).toFixed(1)),
          peak_megabytes: Math.round(large[how].peak / megabyte),
        }),
      ),
    ];
  },
};

async function importOne(deployment: BenchDeployment, file: string, rows: number) {
  const { app } = deployment;
  const { userId } = await plantMessages(deployment, rows);
  const about = { export_id: "prq_1", subject: { kind: "user", id: userId } as const, made_at: "2026-01-01T00:00:00Z" };
  const [catalogue, objects] = [filledPort(app.ports, cataloguePort), filledPort(app.ports, storedObjectsPort)];
  await writeFile(file, writeArchive({ about, means: app, catalogue, objects }));
  const { userId: heir, organizationId, workspaceId } = await plantSession(deployment);
  const scope = proveScope({ userId: heir, organizationId, workspaceId });
  const principal = { kind: "system", id: "benchmark" } as const;
  const db = readIn(app.database, scope);
  const work = makeWork<"workspace">(app, { db, principal, purpose: "files", log: app.log });
  const take = async (isDry: boolean) => {
    const archive = await openArchive(createReadStream(file));
    const tables = await importArchive({ work, archive, catalogue, rules: importRules, isDry });
    await archive.close();
    const came = tables.find(({ table }) => table === "messages")?.created ?? 0;
    if (came !== rows) throw new Error(`${came} of ${rows} messages came`);
  };
  return { tried: await watch(() => take(true)), written: await watch(() => take(false)) };
}

/** Garbage is none of it: what is looked at is what is left when it was collected. */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

async function watch(work: () => Promise<void>): Promise<{ ms: number; held: number; peak: number }> {
  let [held, peak] = [0, 0];
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
    collect();
    const { heapUsed, external } = process.memoryUsage();
    held = Math.max(held, heapUsed + external);
  };
  look();
  const looking = setInterval(look, 1000);
  const started = performance.now();
  await work();
  clearInterval(looking);
  return { ms: performance.now() - started, held, peak };
}
