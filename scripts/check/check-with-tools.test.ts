import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkFormat, checkGenerated, checkLint, checkTypes, checkUnused } from "./check-with-tools.ts";
import { withTree } from "./fixture-tree.ts";
import type { Check } from "./problem.ts";

const ours = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const settings = {
  "biome.json": ours("biome.json").replace('"enabled": true', '"enabled": false'),
  ".oxlintrc.json": ours(".oxlintrc.json"),
  "tsconfig.json": ours("tsconfig.json").replace('"types": ["node"]', '"types": []'),
  "package.json": '{\n  "name": "tree",\n  "type": "module"\n}\n',
  "knip.json": '{ "entry": ["server/src/main.ts"], "project": ["server/src/**/*.ts"] }\n',
};
const clean = 'import { port } from "./port.ts";\n\nexport const address = `:${port}`;\n';

const findProblem = (run: Check["run"], text: string) =>
  withTree(
    { ...settings, "server/src/main.ts": text, "server/src/port.ts": "export const port = 1;\n" },
    async (root) => {
      const [problem] = await run(root);
      return problem?.what;
    },
  );

test.each([
  ["format", checkFormat],
  ["types", checkTypes],
  ["lint", checkLint],
  ["unused", checkUnused],
])("the check %s finds nothing in a clean tree", async (_, run) => {
  expect(await findProblem(run, clean)).toBeUndefined();
});

test("code that biome would write otherwise is refused", async () => {
  expect(await findProblem(checkFormat, "export const   a = 'b'\n")).toBe("would format\n    server/src/main.ts");
});

test("code that does not type-check is refused, strictly", async () => {
  expect(await findProblem(checkTypes, "export const a: string = [1][0];\n")).toContain("error TS2322");
});

test.each([
  ["a promise nobody waits for", "export function a(): void {\n  Promise.resolve(1);\n}\n", "no-floating-promises"],
  ["any", "export const a = (b: any): unknown => b;\n", "no-explicit-any"],
  ["a value of type any", "export const a: string = JSON.parse('1');\n", "no-unsafe-assignment"],
  ["work left for later", "// TODO: finish\nexport const a = 1;\n", "no-warning-comments"],
  [
    "a suppression that suppresses nothing",
    `// oxlint-disable-next-line no-alert -- there is none\n${clean}`,
    "Unused oxlint-disable directive",
  ],
])("%s is refused", async (_, text, rule) => {
  expect(await findProblem(checkLint, text)).toContain(rule);
});

test("an export that nothing imports is refused", async () => {
  expect(await findProblem(checkUnused, "export const a = 1;\n")).toContain("server/src/port.ts");
});

test("a generator that finds stale files breaks the check, with what it said", async () => {
  const stale = 'console.log("openapi.json is stale");\nprocess.exitCode = 1;\n';
  const what = await withTree({ "scripts/generate.ts": stale }, async (root) => (await checkGenerated(root))[0]?.what);
  expect(what).toBe("openapi.json is stale");
});
