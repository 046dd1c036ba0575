import { runProbes } from "../../privacy/promises/run-probes.ts";
import { livedIn } from "../live-in-world.ts";
import { takeAndDrill } from "./take-and-drill.ts";

export type Verdict = { promise: string; outcome: string; wrong: string | null };

/** What a process that is started to look answers: one line of JSON. */
const [before = "", sql = "", ...promises] = process.argv.slice(2);
const world = await livedIn();
try {
  // One sabotage puts the key where it must not be.
  const epochKey = world.keyring.epochs()[0]!.key.toString("hex");
  if (before === "drill") await takeAndDrill(world);
  if (sql) await world.owner.query(sql.replaceAll(":epoch_key", epochKey));
  const looked = await runProbes(world.app, promises.length > 0 ? promises : world.app.promises.map((p) => p.promise));
  const verdicts: Verdict[] = looked.map(({ promise, outcome, finding }) => ({
    promise,
    outcome,
    wrong: finding.wrong ?? null,
  }));
  const failures = world.logLines.filter((line) => line.includes("could not be looked at"));
  process.stderr.write(failures.join(""));
  process.stdout.write(`\n${JSON.stringify(verdicts)}\n`);
} finally {
  await world.close();
}
