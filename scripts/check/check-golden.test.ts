import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkGolden } from "./check-golden.ts";

test("a permission or role that the golden table lacks, and one that is gone, are named", () => {
  const root = mkdtempSync(join(tmpdir(), "avow-golden-"));
  mkdirSync(join(root, "policies/golden"), { recursive: true });
  writeFileSync(
    join(root, "policies/golden/roles.csv"),
    "permission,keys,owner,cook\na.read,yes,yes,-\nb.read,yes,yes,-\n",
  );
  const found = checkGolden(root, { permissions: ["a.read", "c.read"], roles: ["owner", "admin"] });
  expect(found.map(({ what }) => what)).toEqual([
    "has no line for c.read",
    "has a line for b.read, which is gone",
    "has no column for admin",
    "has a column for cook, which is gone",
  ]);
});
