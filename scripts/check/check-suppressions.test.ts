import { expect, test } from "vitest";
import { checkSuppressions } from "./check-suppressions.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (text: string) =>
  withTree({ "server/src/a.ts": text }, (root) => checkSuppressions(root).map(({ line, what }) => `${line}: ${what}`));

test.each([
  "// oxlint-disable-next-line no-control-regex -- NUL bytes are what it looks for",
  "// eslint-disable-next-line no-control-regex, no-eval -- the test needs both of them",
  "/* oxlint-disable no-console -- a command line program prints */",
  "// @ts-expect-error the declaration lacks its audit, which must not compile",
  "// biome-ignore format: the table reads by columns",
  "// This comment only mentions @ts-expect-error and oxlint-disable.",
  "const text = '// @ts-ignore';",
])("%s is no problem", async (text) => {
  expect(await problemsIn(text)).toEqual([]);
});

test.each([
  ["// oxlint-disable-next-line no-control-regex", "a suppression without its reason"],
  ["// oxlint-disable-next-line no-control-regex -- because", "a suppression without its reason"],
  ["// @ts-expect-error", "a suppression without its reason"],
  ["// biome-ignore format: ugly", "a suppression without its reason"],
  ["/* v8 ignore next */", "a suppression without its reason"],
  ["// @ts-ignore the types of this package are wrong", "switches off every rule"],
  ["// @ts-nocheck the types of this package are wrong", "switches off every rule"],
  ["/* oxlint-disable */", "switches off every rule"],
  ["// eslint-disable -- the whole file is strange", "switches off every rule"],
])("%s is refused", async (text, what) => {
  expect(await problemsIn(`export {};\n${text}`)).toEqual([`2: ${what}`]);
});
