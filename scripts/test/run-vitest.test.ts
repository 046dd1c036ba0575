import { mkdirSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { runVitest } from "./run-vitest.ts";

const config = [
  'import { defineConfig } from "vitest/config";',
  'export default defineConfig({ test: { include: ["*.test.ts"], expect: { requireAssertions: true } } });',
].join("\n");

/** The tally of a run over a tree that holds one test file. */
const count = (body: string) => {
  const text = `import { expect, test } from "vitest";\n${body}`;
  return withTree(
    { "vitest.config.ts": config, "package.json": '{ "type": "module" }', "a.test.ts": text },
    async (root) => {
      symlinkSync(resolve("node_modules"), `${root}/node_modules`);
      mkdirSync(`${root}/test-results`);
      const {
        name,
        seconds,
        failures,
        unsteady = [],
        ...counts
      } = await runVitest("tests", [], {
        root,
        env: process.env,
        output: "ignore",
        interrupted: new AbortController().signal,
      });
      expect([name, seconds > 0, failures?.length]).toEqual(["tests", true, counts.failed]);
      return { ...counts, unsteady: unsteady.length };
    },
  );
};

test("tests that pass, fail and are skipped are counted", async () => {
  const body = ["a", "b"].map((title) => `test("${title}", () => { expect(1).toBe(1); });`).join("\n");
  expect(await count(body)).toEqual({ passed: 2, failed: 0, skipped: 0, unsteady: 0 });
  expect(await count(`${body}\ntest("c", () => { expect(1).toBe(2); });`)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 0,
    unsteady: 0,
  });
  expect(await count(`${body}\ntest.skip("c", () => {});`)).toEqual({ passed: 2, failed: 0, skipped: 1, unsteady: 0 });
});

test("a test that asserts nothing fails", async () => {
  expect(await count('test("a", () => {});')).toEqual({ passed: 0, failed: 1, skipped: 0, unsteady: 0 });
});

test("a file that cannot be loaded breaks the run", async () => {
  expect(await count('import "./gone.ts";')).toEqual({
    passed: 0,
    failed: 0,
    skipped: 0,
    unsteady: 0,
    broken: "vitest exited with 1",
  });
});

test("a test that fails once is tried again, and named", async () => {
  const body = [
    'import { existsSync, writeFileSync } from "node:fs";',
    'test("a", () => { expect(1).toBe(1); });',
    'test("b", () => { const again = existsSync("seen"); writeFileSync("seen", ""); expect(again).toBe(true); });',
  ].join("\n");
  expect(await count(body)).toEqual({ passed: 2, failed: 0, skipped: 0, unsteady: 1 });
});
