import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allChecks } from "../check/all-checks.ts";
import type { Problem } from "../check/problem.ts";
import { runScript } from "../check/run-tool.ts";
import { runVitestOnce } from "../test/run-vitest.ts";

const copied = [
  "package.json",
  "tsconfig.json",
  "biome.json",
  ".gitignore",
  ".oxlintrc.json",
  "vitest.config.ts",
  "promises",
  "scripts",
  "server",
];
/** The others are about the whole repository, which the copy is not. */
const checked = new Set([
  "names",
  "sizes",
  "boundaries",
  "packages",
  "single-doors",
  "tests",
  "suppressions",
  "format",
  "types",
  "lint",
]);
const folder = "server/src/modules/gizmos";
let root: string;
let printed: string;

/** Nothing imports the tests that are there: without them the checks have half as much to read. */
const isCopied = (source: string) => !/(?:node_modules|\.test\.ts)$/.test(source);

/** A copy of this repository in which a person follows what the two commands print. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "avow-new-"));
  for (const path of copied) cpSync(path, join(root, path), { recursive: true, filter: isCopied });
  for (const path of ["node_modules", "server/node_modules"]) {
    if (existsSync(path)) symlinkSync(resolve(path), join(root, path));
  }
  mkdirSync(join(root, "test-results"));
  printed = await run("new-module.ts", "gizmos");
  edit("server/src/compose/list-modules.ts", (text) =>
    `import { gizmosModule } from "../modules/gizmos/module.ts";\n${text}`.replace(
      /^(?<list>export const modules\b.*= \[)$/m,
      "$<list>\n  gizmosModule,",
    ),
  );
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(script: string, ...given: string[]): Promise<string> {
  return (await runScript(root, [`scripts/${script}`, ...given])).output;
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8")));
}

type Report = { testResults: { name: string; status: string }[] };

/** What the checks say about the new module; whatever else they say is about the repository. */
async function findProblems(left: string[] = []): Promise<string[]> {
  const problems: Problem[] = [];
  for (const { name, run: check } of allChecks) {
    if (checked.has(name) && !left.includes(name)) problems.push(...(await check(root)));
  }
  const lines = problems.flatMap(({ file, line, what }) => `${file}:${line}: ${what}`.split("\n"));
  return lines.filter((line) => line.includes("gizmo"));
}

test("a new module passes the checks, migrates, and fails its own test until it has an endpoint", async () => {
  expect(printed).toContain(`import { gizmosModule } from "./modules/gizmos/module.ts";\n  gizmosModule,`);
  expect(await findProblems(["lint", "types"])).toEqual([]);
  const place = { root, env: process.env, output: "ignore", interrupted: new AbortController().signal } as const;
  expect(await runVitestOnce("before", [folder], place)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });

  for (const verb of ["create-gizmo", "list-gizmos", "get-gizmo", "rename-gizmo", "delete-gizmo", "archive-gizmo"]) {
    const name = verb.replaceAll(/-(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(await run("new-endpoint.ts", `gizmos/${verb}`)).toContain(`import { ${name} } from "./${verb}.ts";`);
    edit(`${folder}/module.ts`, (text) =>
      `import { ${name} } from "./${verb}.ts";\n${text}`
        .replace("endpoints: [", `endpoints: [${name}, `)
        .replace(", ]", "]"),
    );
  }
  await runScript(root, [resolve("node_modules/@biomejs/biome/bin/biome"), "format", "--write", `${folder}/module.ts`]);
  expect(await findProblems()).toEqual([]);
  const ran = ["create-gizmo", "get-gizmo", "module"].map((name) => `${folder}/${name}.test.ts`);
  expect(await runVitestOnce("after", ran, place)).toMatchObject({ passed: 1, failed: 2, skipped: 0 });
  const report = readFileSync(join(root, "test-results/after.json"), "utf8");
  const outcomes = (JSON.parse(report) as Report).testResults.map(({ name, status }) => [basename(name), status]);
  expect(Object.fromEntries(outcomes)).toEqual({
    "create-gizmo.test.ts": "failed",
    "get-gizmo.test.ts": "failed",
    "module.test.ts": "passed",
  });
  // Both were asked of a running world, and failed only because the new endpoints answer nothing yet.
  expect(report.match(/expected \{\} to not deeply equal \{\}/g)?.length).toBeGreaterThanOrEqual(2);
});

test.each([
  ["new-module.ts", "gizmos", "server/src/modules/gizmos is there already."],
  ["new-module.ts", "Gizmo", '"Gizmo" names no module. Use a plural noun in kebab-case: webhooks.'],
  ["new-endpoint.ts", "gizmos/gizmo", '"gizmo" names no endpoint. Say module/verb-noun: webhooks/create-webhook.'],
  ["new-endpoint.ts", "trinkets/create-trinket", "There is no server/src/modules/trinkets/module.ts"],
  [
    "new-endpoint.ts",
    "gizmos/create-gizmo",
    `There already: ${folder}/create-gizmo.ts, ${folder}/create-gizmo.test.ts.`,
  ],
])("%s %s is refused with what to do", async (script, given, message) => {
  expect(await run(script, given)).toContain(message);
});
