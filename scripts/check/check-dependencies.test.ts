import { expect, test } from "vitest";
import { checkDependencies } from "./check-dependencies.ts";
import { withTree } from "./fixture-tree.ts";

const clean = {
  ".npmrc": "ignore-scripts=true\n",
  "package.json": JSON.stringify({ devDependencies: { vitest: "5.1.1" } }),
  "server/package.json": JSON.stringify({
    dependencies: { pg: "8.23.1" },
    optionalDependencies: { "@x/y": "18.4.0-beta.17" },
  }),
  "package-lock.json": JSON.stringify({
    packages: { "node_modules/@avow/web": { resolved: "web", link: true }, "node_modules/pg": {} },
  }),
};

const problemsIn = (files: Record<string, string>) =>
  withTree({ ...clean, ...files }, (root) => checkDependencies(root).map(({ file, what }) => `${file}: ${what}`));

test("exact versions, a lockfile without addresses and no install scripts are no problem", async () => {
  expect(await problemsIn({})).toEqual([]);
});

test.each(["^8.23.1", "~8.23.1", "8", "latest", "*", ">=8.23.1"])("the version %s is refused", async (version) => {
  const manifest = JSON.stringify({ dependencies: { pg: version } });
  expect(await problemsIn({ "server/package.json": manifest })).toEqual([
    `server/package.json: pg is pinned to "${version}"`,
  ]);
});

test("a lockfile that records addresses is refused", async () => {
  const lockfile = JSON.stringify({ packages: { "node_modules/pg": { resolved: "https://packages.example/pg.tgz" } } });
  expect(await problemsIn({ "package-lock.json": lockfile })).toEqual([
    "package-lock.json: node_modules/pg records where it was downloaded",
  ]);
});

test("letting packages run install scripts is refused", async () => {
  expect(await problemsIn({ ".npmrc": "audit=false\n" })).toEqual([".npmrc: lets packages run install scripts"]);
});
