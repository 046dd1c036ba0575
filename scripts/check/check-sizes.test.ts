import { expect, test } from "vitest";
import { checkSizes } from "./check-sizes.ts";
import { withTree } from "./fixture-tree.ts";

const lines = (count: number, first = "// first") => [first, ...Array<string>(count - 1).fill("export {};")].join("\n");
const problemsIn = (files: Record<string, string>) =>
  withTree(files, (root) => checkSizes(root).map(({ file, what }) => `${file}: ${what}`));

test("files at the limit, generated files and files that say why are no problem", async () => {
  const problems = await problemsIn({
    "server/src/framework/table.ts": lines(200),
    "server/src/framework/table.test.ts": lines(300),
    "server/src/privacy/plan.ts": lines(400),
    "server/src/egress/rules.ts": lines(900, "// Long because each provider's rules are one table."),
    "client/src/generated/api.ts": lines(5000),
  });
  expect(problems).toEqual([]);
});

test("a framework file past 200 lines is refused, whatever it says", async () => {
  const problems = await problemsIn({ "server/src/framework/table.ts": lines(201, "// Long because it is.") });
  expect(problems).toEqual(["server/src/framework/table.ts: has 201 lines, more than 200"]);
});

test("any other file past 400 lines that does not say why is refused", async () => {
  expect(await problemsIn({ "web/src/app/shell.tsx": lines(401) })).toEqual([
    "web/src/app/shell.tsx: has 401 lines, more than 400",
  ]);
});
