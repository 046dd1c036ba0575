import { expect, test } from "vitest";
import { checkTests } from "./check-tests.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (files: Record<string, string>) =>
  withTree(files, (root) => checkTests(root).map(({ file, line, what }) => `${file}:${line}: ${what}`));

test("honest tests and explained errors are no problem", async () => {
  const problems = await problemsIn({
    "server/src/a.test.ts": "test('holds', () => { expect(total()).toBe(1); });\ntest.each([1])('%s', () => {});",
    "server/src/list.ts": "export const first = list.only.skip;\nexport const isSkipped = options.skip;",
    "server/src/close.ts":
      "await socket.end().catch(() => undefined); // it never opened\ntry { a(); } catch (error) { report(error); }",
    "web/journeys/first-run.journey.ts": "test.slow();\nawait expect(page).toHaveURL('/');",
  });
  expect(problems).toEqual([]);
});

test.each([
  ["test.only('a', () => {});", ".only on a test"],
  ["describe.skip('a', () => {});", ".skip on a test"],
  ["test.todo('a');", ".todo on a test"],
  ["it.skipIf(process.platform === 'win32')('a', () => {});", ".skipIf on a test"],
  ["test.each([1]).only('a', () => {});", ".only on a test"],
  ["test('a', () => { test.fixme(); });", ".fixme on a test"],
  ["test.fails('a', () => {});", ".fails on a test"],
  ["xit('a', () => {});", "xit()"],
  ["test('a', () => { expect(true).toBe(true); });", "expects a constant"],
  ["vi.mock('./clock.ts');", "vi.mock"],
  ["try { a(); } catch {}", "an empty catch"],
])("in a test, %s is refused", async (text, what) => {
  expect(await problemsIn({ "server/src/a.test.ts": text })).toEqual([`server/src/a.test.ts:1: ${what}`]);
});

test.each([
  "try { a(); } catch (error) { /* the reason is not enough */ }",
  "await a().catch(() => {}); // the reason is not enough",
  "await a().catch(() => undefined);",
  "a().catch(() => null);",
])("anywhere, %s is refused", async (text) => {
  expect(await problemsIn({ "server/src/a.ts": text })).toEqual(["server/src/a.ts:1: an empty catch"]);
});
