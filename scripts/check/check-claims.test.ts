import { expect, test } from "vitest";
import { checkClaims } from "./check-claims.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (files: Record<string, string>, made: string[] = []) =>
  withTree(files, (root) => checkClaims(root, new Set(made)).map(({ file, line, what }) => `${file}:${line}: ${what}`));

test("a claim is found in a page, a mail, an endpoint's words and a document", async () => {
  const found = await problemsIn({
    "web/src/features/home/page.tsx":
      "export const Page = () => (\n  <p>\n    Your data is never\n    sold.\n  </p>\n);",
    "server/src/modules/mail/templates/a.ts": 'export const a = "Everything is end-to-end encrypted.";',
    "server/src/modules/agents/b.ts": "export const b = (n: string) => `${n} is 100% secure today`;",
    "docs/guides/c.md": "# C\n\nIt is SOC 2\nready.\n",
  });
  expect(found).toHaveLength(4);
  expect(found.map((one) => one.split(":")[0])).toEqual([
    "server/src/modules/agents/b.ts",
    "server/src/modules/mail/templates/a.ts",
    "web/src/features/home/page.tsx",
    "docs/guides/c.md",
  ]);
  expect(found.at(-1)).toContain("docs/guides/c.md:3: claims “SOC 2”");
});

test("what is promised may be said; names, tests and history are not read", async () => {
  const found = await problemsIn(
    {
      "web/src/features/home/page.tsx": 'export const a = "Your data is never sold.";',
      "web/src/features/home/page.test.tsx": 'export const a = "It is 100% secure.";',
      "web/src/features/home/keys.ts": 'export const key = "gdpr-compliant";',
      "docs/decisions/0001-a.md": "We said GDPR-compliant once.",
    },
    ["processor.nosale"],
  );
  expect(found).toEqual([]);
});
