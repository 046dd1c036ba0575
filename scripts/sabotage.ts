import { parseArgs } from "node:util";
import { composedPromises } from "../server/src/app.ts";
import { openThrowAwayCluster } from "../server/src/operate/embedded/throw-away-cluster.ts";
import { lookUnbroken, runSabotages } from "./sabotage/run-sabotages.ts";
import { sabotages } from "./sabotage/sabotages.ts";
import { runCommand } from "./usage-error.ts";

const usage = "npm run sabotage [-- PROMISE…] [--copies N]";

/** Breaks every promise on purpose. What stays green proves nothing when it is not broken, and fails here. */
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { copies: { type: "string", default: "2" } },
  });
  const chosen = sabotages.filter(({ promise }) => positionals.length === 0 || positionals.includes(promise));
  if (chosen.length === 0) throw new Error(`No sabotage is for ${positionals.join(", ")}. ${usage}`);
  const began = performance.now();
  const cluster = await openThrowAwayCluster({ isDurable: false });
  process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
  try {
    const unbroken = await lookUnbroken();
    const red = unbroken.filter(({ outcome }) => outcome !== "kept");
    for (const { promise, wrong } of red) console.log(`✗ ${promise} is not kept though nothing is broken: ${wrong}`);
    const outcomes = await runSabotages(chosen, {
      copies: Number(values.copies),
      say: ({ promise, what, isRed, said }) => console.log(`${isRed ? "✓" : "✗"} ${promise}: ${what}\n    ${said}`),
    });
    const covered = new Set(sabotages.map(({ promise }) => promise));
    const bare = composedPromises.map(({ promise }) => promise).filter((name) => !covered.has(name));
    for (const name of bare) console.log(`✗ ${name} has no sabotage`);
    const green = outcomes.filter(({ isRed }) => !isRed).length;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`\n${outcomes.length} sabotages, ${green} stayed green, ${seconds} s.`);
    process.exitCode = green + red.length + bare.length === 0 ? 0 : 1;
  } finally {
    await cluster.stop();
  }
});
