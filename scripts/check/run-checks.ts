import { UsageError } from "../usage-error.ts";
import { allChecks } from "./all-checks.ts";
import { describeProblem, type Check } from "./problem.ts";

/** Runs the checks called `names`, or all, printing each with its time. Returns the names of those that found something. */
export async function runChecks(names: string[], root = process.cwd(), checks = allChecks): Promise<string[]> {
  const broken: string[] = [];
  for (const check of chooseChecks(names, checks)) {
    if (!(await runCheck(check, root))) broken.push(check.name);
  }
  return broken;
}

function chooseChecks(names: string[], checks: Check[]): Check[] {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    const known = checks.map((check) => check.name).join(", ");
    throw new UsageError(`There is no check called ${unknown.join(" or ")}. Checks: ${known}.`);
  }
  return names.length === 0 ? checks : checks.filter((check) => names.includes(check.name));
}

async function runCheck({ name, run }: Check, root: string): Promise<boolean> {
  const startedAt = performance.now();
  const problems = await run(root);
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`.padStart(7);
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${seconds}  ${name}`);
  for (const problem of problems) console.log(describeProblem(problem));
  return problems.length === 0;
}
