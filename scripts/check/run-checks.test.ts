import { globSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { allChecks } from "./all-checks.ts";
import type { Check } from "./problem.ts";
import { runChecks } from "./run-checks.ts";

const holds: Check = { name: "holds", holds: "", run: () => [] };
const broken: Check = {
  name: "broken",
  holds: "",
  run: () => [{ file: "a.ts", line: 3, what: "is wrong", help: "Right it." }],
};

/** What the checks printed, times left out. */
async function run(names: string[]): Promise<{ broken: string[]; printed: string }> {
  const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
  try {
    const found = await runChecks(names, "/nowhere", [holds, broken]);
    return {
      broken: found,
      printed: print.mock.calls
        .flat()
        .join("\n")
        .replaceAll(/ +\d+\.\d s/g, ""),
    };
  } finally {
    print.mockRestore();
  }
}

test("every check runs, each problem is printed with its place and its remedy, and the broken ones are named", async () => {
  expect(await run([])).toEqual({
    broken: ["broken"],
    printed: "ok  holds\nFAIL  broken\n  a.ts:3: is wrong\n    Right it.",
  });
});

test("a name runs that check alone", async () => {
  expect(await run(["holds"])).toEqual({ broken: [], printed: "ok  holds" });
});

test("an unknown name is refused with the names there are", async () => {
  await expect(run(["hold"])).rejects.toThrow("There is no check called hold. Checks: holds, broken.");
});

test("names are unique, and every file that checks is in the list", () => {
  const names = allChecks.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  const files = globSync("check-*.ts", { cwd: import.meta.dirname }).filter((file) => !file.endsWith(".test.ts"));
  const list = readFileSync(`${import.meta.dirname}/all-checks.ts`, "utf8");
  expect(files.filter((file) => !list.includes(`"./${file}"`))).toEqual([]);
});
