import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withTree } from "../check/fixture-tree.ts";
import { compareFiles, writeFiles } from "./compare-files.ts";

const wanted = new Map([
  ["openapi.json", "{}"],
  ["docs/errors/a.md", "a"],
  ["docs/errors/b.md", "b"],
]);
const owned = ["openapi.json", "docs/errors/*"];

test("what differs is stale, what nobody declares any more is left over, and writing settles both", async () => {
  const present = {
    "docs/errors/a.md": "a",
    "docs/errors/b.md": "old",
    "docs/errors/gone.md": "",
    "docs/guide.md": "",
  };
  await withTree(present, (root) => {
    const difference = compareFiles(root, wanted, owned);
    expect(difference).toEqual({ stale: ["openapi.json", "docs/errors/b.md"], leftover: ["docs/errors/gone.md"] });
    writeFiles(root, wanted, difference);
    expect(compareFiles(root, wanted, owned)).toEqual({ stale: [], leftover: [] });
    expect(readFileSync(`${root}/docs/errors/b.md`, "utf8")).toBe("b");
    expect(existsSync(`${root}/docs/guide.md`)).toBe(true);
  });
});
