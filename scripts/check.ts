import { allChecks } from "./check/all-checks.ts";
import { runChecks } from "./check/run-checks.ts";
import { runCommand } from "./usage-error.ts";

/** `npm run check`, `npm run check -- NAME…`, `npm run check -- --list`. */
await runCommand(async () => {
  const given = process.argv.slice(2);
  if (given.includes("--list")) {
    for (const { name, holds } of allChecks) console.log(`${name.padEnd(14)}${holds}`);
    return;
  }
  const broken = await runChecks(given);
  console.log(broken.length === 0 ? "\nAll checks hold." : `\nBroken: ${broken.join(", ")}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
});
