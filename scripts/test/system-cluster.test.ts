import { chmodSync, existsSync } from "node:fs";
import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { findPostgresBin } from "./system-cluster.ts";

test("the newest PostgreSQL installed is chosen, by number", async () => {
  const programs = Object.fromEntries(["9", "15", "17"].map((version) => [`${version}/bin/initdb`, ""]));
  const bin = await withTree(programs, (root) => findPostgresBin("1", root).slice(root.length));
  expect(bin).toBe("/17/bin");
});

test("a folder that is named is used, and a missing one is refused with what to do", async () => {
  await withTree({ "bin/initdb": "" }, (root) => {
    chmodSync(`${root}/bin/initdb`, 0o755);
    expect(findPostgresBin(`${root}/bin`)).toBe(`${root}/bin`);
    expect(() => findPostgresBin(`${root}/gone`)).toThrow("Install Debian's package postgresql");
    expect(() => findPostgresBin("1", `${root}/gone`)).toThrow("AVOW_TEST_SYSTEM_POSTGRES");
    expect(existsSync(`${root}/gone`)).toBe(false);
  });
});
