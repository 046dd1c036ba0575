import { expect, test } from "vitest";
import { checkDocPaths } from "./check-doc-paths.ts";
import { withTree } from "./fixture-tree.ts";

const clean = {
  "package.json": JSON.stringify({ scripts: { check: "…" } }),
  "server/src/framework/clock.ts": "",
  "server/src/main.ts": 'export const folder = process.env["AVOW_DATA_DIR"];',
  "docs/glossary.md": "# Glossary\n\n## One word per thing\n",
  "README.md": [
    "The clock is `server/src/framework/clock.ts`, or `framework/clock.ts`; all of it `framework/*.ts`, in `docs/`.",
    "Words: [glossary](docs/glossary.md#one-word-per-thing), [site](https://example.com), [top](#title).",
    "A module is `modules/<noun>/module.ts`; types are `application/json`; run `npm run check`; data is in AVOW_DATA_DIR.",
    "```ts\nimport './nowhere.ts'; // [a](nowhere.md)\n```",
    "# Title",
  ].join("\n"),
  "docs/decisions/0001-first.md": "`server/src/gone.ts`",
};

const problemsIn = (files: Record<string, string>) =>
  withTree({ ...clean, ...files }, (root) =>
    checkDocPaths(root).map(({ file, line, what }) => `${file}:${line}: ${what}`),
  );

test("documents that name what is there have no problem, and decision records are history", async () => {
  expect(await problemsIn({})).toEqual([]);
});

test.each([
  ["\n\n`server/src/framework/time.ts`", "3: names server/src/framework/time.ts, which is not there"],
  ["`framework/*.mjs`", "1: names framework/*.mjs, which is not there"],
  ["`server/nowhere/`", "1: names server/nowhere/, which is not there"],
  ["[a](docs/gone.md)", "1: links to docs/gone.md, which is not there"],
  ["[a](docs/glossary.md#two-words)", "1: links to #two-words, no heading of docs/glossary.md"],
  ["[a](#nowhere)", "1: links to #nowhere, no heading of SECURITY.md"],
  ["`AVOW_DATA_FOLDER`", "1: names AVOW_DATA_FOLDER, which no program reads"],
  ["`npm run chekc`", "1: names npm run chekc, which package.json does not have"],
  ["```sh\nnpm run chekc\n```", "2: names npm run chekc, which package.json does not have"],
])("%s is refused", async (text, what) => {
  expect(await problemsIn({ "SECURITY.md": text })).toEqual([`SECURITY.md:${what}`]);
});
