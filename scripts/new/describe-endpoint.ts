import { camelCase, type Words } from "./words.ts";

type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Asked = { words: Words; name: string; verb: string };

const methodOf: Record<string, Method> = {
  list: "GET",
  get: "GET",
  read: "GET",
  find: "GET",
  update: "PATCH",
  change: "PATCH",
  rename: "PATCH",
  delete: "DELETE",
  remove: "DELETE",
  revoke: "DELETE",
};
/** Verbs about all of a kind; the others are about one, named in the path. */
const verbsAboutAll = new Set(["list", "find", "create", "add"]);

/** One endpoint, which does nothing yet, and a test that fails until somebody says what it promises. */
export function describeEndpoint(asked: Asked): Map<string, string> {
  const path = `server/src/modules/${asked.words.plural}/${asked.name}`;
  return new Map([
    [`${path}.ts`, endpointText(asked)],
    [`${path}.test.ts`, testText(asked)],
  ]);
}

function endpointText({ words, name, verb }: Asked): string {
  const method = methodOf[verb] ?? "POST";
  const isAboutOne = !verbsAboutAll.has(verb);
  const idField = `${words.singular.replaceAll("-", "_")}_id`;
  const isCustom = isAboutOne && !(verb in methodOf);
  const path = `/${words.plural}${isAboutOne ? `/{${idField}}` : ""}${isCustom ? `/${verb}` : ""}`;
  const area = words.table;
  const lines = [
    `method: "${method}"`,
    `path: "${path}"`,
    `summary: "${sayInWords(name)}."`,
    'scope: "workspace"',
    `permission: "${area}.${method === "GET" ? "read" : "write"}"`,
    'purpose: "account"',
    `input: z.object({${isAboutOne ? ` ${idField}: z.string() ` : ""}})`,
    "output: nothing",
    ...(method === "GET" ? [] : [auditLine(words, verb, isAboutOne ? idField : undefined)]),
    "run: () => Promise.resolve({})",
  ];
  return `import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";

export const ${camelCase(name)} = endpoint({
${lines.map((line) => `  ${line},`).join("\n")}
});
`;
}

function auditLine({ table, camelSingular }: Words, verb: string, idField: string | undefined): string {
  const target = idField ? `(_, { ${idField} }) => ${idField}` : `() => "${camelSingular}"`;
  return `audit: { action: "${table.replace(/s$/, "")}.${pastOf(verb)}", target: ${target} }`;
}

function pastOf(verb: string): string {
  return verb.endsWith("e") ? `${verb}d` : `${verb}ed`;
}

function testText({ name }: Asked): string {
  return `import { expect, test } from "vitest";
import { ${camelCase(name)} } from "./${name}.ts";

test("${sayInWords(name).toLowerCase()}, and another workspace never sees it", () => {
  expect.fail(\`Prove with two workspaces what \${${camelCase(name)}.method} \${${camelCase(name)}.path} promises.\`);
});
`;
}

function sayInWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
