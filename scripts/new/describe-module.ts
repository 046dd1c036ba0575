import type { Words } from "./words.ts";

/** The files of a module that keeps one kind of thing, and a test that fails until something can be done with it. */
export function describeModule(words: Words, idPrefix: string): Map<string, string> {
  const folder = `server/src/modules/${words.plural}`;
  return new Map([
    [`${folder}/module.ts`, moduleText(words)],
    [`${folder}/tables.ts`, tablesText(words, idPrefix)],
    [`${folder}/module.test.ts`, testText(words)],
  ]);
}

function moduleText({ plural, camelPlural }: Words): string {
  return `import type { Module } from "../../framework/endpoint.ts";
import { ${camelPlural} } from "./tables.ts";

export const ${camelPlural}Module: Module = {
  name: "${plural}",
  tables: [${camelPlural}],
  endpoints: [],
};
`;
}

function tablesText({ singular, camelPlural, table }: Words, idPrefix: string): string {
  const article = /^[aeiou]/.test(singular) ? "An" : "A";
  return `import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** What a person can type is no plain column: declare it personal, with its purpose, and it is sealed. */
export const ${camelPlural} = table("${table}", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "${article} ${singular.replaceAll("-", " ")} is there until it is deleted." },
  columns: {
    id: plain.id("${idPrefix}"),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
});
`;
}

function testText({ plural, singular, camelPlural }: Words): string {
  return `import { expect, test } from "vitest";
import { ${camelPlural}Module } from "./module.ts";

test("something can be done with ${plural.replaceAll("-", " ")}", () => {
  const next = "npm run new:endpoint -- ${plural}/create-${singular}";
  expect(${camelPlural}Module.endpoints, next).not.toEqual([]);
});
`;
}

/** The lines that make the module part of the product. */
export function describeComposition({ plural, camelPlural }: Words): { importLine: string; listLine: string } {
  return {
    importLine: `import { ${camelPlural}Module } from "./modules/${plural}/module.ts";`,
    listLine: `  ${camelPlural}Module,`,
  };
}
