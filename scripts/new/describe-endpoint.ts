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

type Shape = { method: Method; path: string; idField: string | undefined };

function chooseShape({ words, verb }: Asked): Shape {
  const method = methodOf[verb] ?? "POST";
  if (verbsAboutAll.has(verb)) return { method, path: `/${words.plural}`, idField: undefined };
  const idField = `${words.singular.replaceAll("-", "_")}_id`;
  const action = verb in methodOf ? "" : `/${verb}`;
  return { method, path: `/${words.plural}/{${idField}}${action}`, idField };
}

function endpointText(asked: Asked): string {
  const { words, name, verb } = asked;
  const { method, path, idField } = chooseShape(asked);
  const lines = [
    `method: "${method}"`,
    `path: "${path}"`,
    `summary: "${sayInWords(name)}."`,
    'scope: "workspace"',
    `permission: "${words.table}.${method === "GET" ? "read" : "write"}"`,
    'purpose: "account"',
    `input: z.object({${idField ? ` ${idField}: z.string() ` : ""}})`,
    "output: nothing",
    ...(method === "GET" ? [] : [auditLine(words, verb, idField)]),
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

function testText(asked: Asked): string {
  const { method, path } = chooseShape(asked);
  const init = method === "GET" ? "" : `, { method: "${method}"${method === "DELETE" ? "" : ", json: {}"} }`;
  const url = `/api/v1${path.replace(/\{\w+\}/, "some-id")}`;
  return `import { afterAll, beforeAll, expect, test } from "vitest";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

test("${sayInWords(asked.name).toLowerCase()}: each workspace has its own", async () => {
  const hers = await ada.request("${url}"${init});
  const his = await bob.request("${url}"${init});
  expect(await hers.json()).not.toEqual(await his.json());
});
`;
}

function sayInWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
