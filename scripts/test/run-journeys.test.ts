import { symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { runJourneys } from "./run-journeys.ts";

const config = 'export default { testDir: ".", testMatch: "*.journey.ts", retries: 1, workers: 1 };';

/** The tally of one journey that needs no browser. */
const count = (body: string) => {
  const text = `import { existsSync, writeFileSync } from "node:fs";
    import { expect, test } from "@playwright/test";
    ${body}`;
  const tree = { "web/playwright.config.ts": config, "web/a.journey.ts": text, "package.json": '{ "type": "module" }' };
  return withTree(tree, async (root) => {
    symlinkSync(resolve("node_modules"), `${root}/node_modules`);
    const interrupted = new AbortController().signal;
    const tally = await runJourneys([], { root, env: process.env, output: "ignore", interrupted });
    expect(tally.seconds).toBeGreaterThan(0);
    return { ...tally, seconds: 0 };
  });
};
const none = { name: "journeys", passed: 0, failed: 0, skipped: 0, seconds: 0, failures: [], unsteady: [] };

test("a journey that fails once is tried again, and named with what it said", async () => {
  const body = `test("b", () => {
    const again = existsSync("seen");
    writeFileSync("seen", "");
    expect(again, "not yet seen").toBe(true);
  });`;
  const unsteady = [expect.stringContaining("a.journey.ts › b\n    Error: not yet seen")];
  expect(await count(body)).toEqual({ ...none, passed: 1, unsteady });
});

test("a journey that fails twice failed, and is named; one that is skipped is counted as that", async () => {
  const failing = 'test("b", () => { expect(1, "one is not two").toBe(2); });';
  const failures = [expect.stringContaining("a.journey.ts › b\n    Error: one is not two")];
  expect(await count(failing)).toEqual({ ...none, failed: 1, failures });
  expect(await count('test.skip("b", () => {});')).toEqual({ ...none, skipped: 1 });
  expect(await count("throw new Error();")).toMatchObject({ passed: 0, broken: "Playwright exited with 1" });
});
