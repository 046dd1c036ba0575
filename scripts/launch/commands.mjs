/**
 * What `npm run <name>` starts. `program` runs with the arguments that follow; `web` says when the dashboard is built
 * before: "stale" if its sources changed since the last build, "always" to build regardless.
 */
export const commands = {
  start: { summary: "start Avow", web: "stale", program: "server/src/main.ts" },
  build: { summary: "build the dashboard", web: "always" },
  test: { summary: "run every test", program: "scripts/test.ts" },
  check: { summary: "type-check, lint and check the house rules", program: "scripts/check.ts" },
  bench: { summary: "repeat a benchmark", program: "benchmarks/run.ts" },
  chaos: { summary: "repeat a chaos test at its acceptance size", program: "scripts/chaos.ts" },
  scenario: { summary: "act out a whole scenario, step by step", program: "scripts/scenario.ts" },
  promises: { summary: "look whether every promise is kept", web: "stale", program: "scripts/promises.ts" },
  conformance: { summary: "hold every preset to every statement", program: "scripts/conformance.ts" },
  sabotage: { summary: "break every promise on purpose; each has to turn red", program: "scripts/sabotage.ts" },
  generate: { summary: "write the generated files", program: "scripts/generate.ts" },
  "new:module": { summary: "write the files of a new module", program: "scripts/new-module.ts" },
  "new:endpoint": { summary: "write the files of a new endpoint", program: "scripts/new-endpoint.ts" },
  avow: { summary: "run an operator's verb; `npx avow help` lists them", program: "server/src/operate/cli.ts" },
  "avow:help": { summary: "list everything `npx avow` can do", program: "scripts/describe-avow.ts" },
  "avow:client": { summary: "run a command of whoever uses Avow; the same", program: "client/src/cli/main.ts" },
};

export function listCommands(unknown) {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(14)}${summary}`);
  const complaint = unknown ? `There is no command "${unknown}".` : "Which command?";
  return `${complaint} node scripts/launch.mjs <command> [arguments]\n\n${lines.join("\n")}\n`;
}
