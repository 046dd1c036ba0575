import type { VisitorObject } from "oxc-parser";
import type { Problem } from "./problem.ts";
import { isTest, readFiles, readSources, type SourceFile } from "./source/list-files.ts";
import { parseSource, visit } from "./source/parse-source.ts";

const clockFile = "server/src/framework/clock.ts";
/** Writes the cookies that `framework/http/transport.ts` lists, and the policy with it. */
const cookieFile = "server/src/framework/http/http.ts";
const readsEnvironment =
  /^server\/src\/(?:main\.ts$|operate\/)|^client\/(?:src\/cli|bin)\/|^scripts\/|^benchmarks\/|^[^/]+$|^web\/[^/]+$/;
const opensConnections = /^server\/src\/egress\/outward\//;
const readsTimeInSql =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;

const sqlHelp = "Pass the clock's time as a parameter, so that tests and retention share one clock.";

/** The environment, the time and the network are each read in one place, and cookies set in one. Tests are exempt; SQL is held everywhere. */
export function checkSingleDoors(root: string): Problem[] {
  const sources = readSources(root).filter(({ path }) => !isTest(path));
  const migrations = readFiles(root, /^server\/migrations\/.*\.sql$/);
  return [...sources.flatMap(checkSource), ...migrations.flatMap(checkMigration)];
}

function checkSource(file: SourceFile): Problem[] {
  const isServer = file.path.startsWith("server/src/");
  const visitors = [
    ...(readsEnvironment.test(file.path) ? [] : [seeEnvironment]),
    ...(isServer && file.path !== clockFile ? [seeTime] : []),
    ...(isServer && !opensConnections.test(file.path) ? [seeFetch] : []),
    ...(isServer ? [seeSql] : []),
    ...(file.path === cookieFile ? [] : [seeCookies]),
  ];
  const source = parseSource(file);
  const problems: Problem[] = [];
  for (const see of visitors) {
    visit(
      source,
      see((offset, what, help) => problems.push({ file: file.path, line: source.lineAt(offset), what, help })),
    );
  }
  return problems;
}

type Report = (offset: number, what: string, help: string) => void;

function seeEnvironment(report: Report): VisitorObject {
  const help = "main.ts reads the environment once and passes on what it found.";
  return {
    MemberExpression(node) {
      if (isName(node.object, "process") && nameOfProperty(node) === "env")
        report(node.start, "reads process.env", help);
    },
    VariableDeclarator({ id, init, start }) {
      if (id.type !== "ObjectPattern" || !isName(init, "process")) return;
      const takesEnv = id.properties.some((property) => property.type === "Property" && isName(property.key, "env"));
      if (takesEnv) report(start, "reads process.env", help);
    },
    ImportDeclaration({ source, specifiers, start }) {
      const isProcess = source.value === "node:process" || source.value === "process";
      const takesEnv = specifiers.some((one) => one.type === "ImportSpecifier" && isName(one.imported, "env"));
      if (isProcess && takesEnv) report(start, "imports env from node:process", help);
    },
  };
}

function seeTime(report: Report): VisitorObject {
  const help = "Take the time from the clock in the context (framework/clock.ts). performance.now() may measure.";
  return {
    NewExpression({ callee, arguments: given, start }) {
      if (isName(callee, "Date") && given.length === 0) report(start, "reads the time with new Date()", help);
    },
    CallExpression({ callee, start }) {
      if (isName(callee, "Date")) report(start, "reads the time with Date()", help);
    },
    MemberExpression(node) {
      if (isName(node.object, "Date") && nameOfProperty(node) === "now")
        report(node.start, "reads the time with Date.now", help);
      if (isName(node.object, "Temporal") && nameOfProperty(node) === "Now")
        report(node.start, "reads the time with Temporal.Now", help);
    },
  };
}

/** The global fetch, called or passed on. A file that receives one of its own by that name is left alone. */
function seeFetch(report: Report): VisitorObject {
  const help = "Take fetch as an argument; egress/outward/connect.ts gives one that keeps to the policy.";
  const mentions: number[] = [];
  const namesOfOthers = new Set<number>();
  let isReceived = false;
  const receive = (pattern: { type: string; name?: unknown }) => (isReceived ||= isName(pattern, "fetch"));
  const skip = (key: { start: number }) => namesOfOthers.add(key.start);
  return {
    Identifier: ({ name, start }) => void (name === "fetch" && mentions.push(start)),
    MemberExpression(node) {
      if (!node.computed) skip(node.property);
      if (isName(node.object, "globalThis") && nameOfProperty(node) === "fetch")
        report(node.start, "uses the global fetch", help);
    },
    Property: ({ key, shorthand }) => void (shorthand || skip(key)),
    TSPropertySignature: ({ key }) => void skip(key),
    TSMethodSignature: ({ key }) => void skip(key),
    TSTypeQuery: ({ exprName }) => void skip(exprName),
    ObjectPattern: ({ properties }) => properties.forEach((one) => one.type === "Property" && receive(one.value)),
    VariableDeclarator: ({ id }) => void receive(id),
    ImportSpecifier: ({ local }) => void receive(local),
    FunctionDeclaration: ({ params }) => params.forEach(receive),
    FunctionExpression: ({ params }) => params.forEach(receive),
    ArrowFunctionExpression: ({ params }) => params.forEach(receive),
    "Program:exit"() {
      if (isReceived) return;
      for (const start of mentions) if (!namesOfOthers.has(start)) report(start, "uses the global fetch", help);
    },
  };
}

function seeCookies(report: Report): VisitorObject {
  const help =
    "Only framework/http/http.ts sets cookies, from the list in framework/http/transport.ts that the policy publishes.";
  const writes = new Set<unknown>(["set", "append", "header", "setHeader", "appendHeader"]);
  return {
    CallExpression({ callee, arguments: [first], start }) {
      if (callee.type !== "MemberExpression" || !writes.has(nameOfProperty(callee))) return;
      const header = first?.type === "Literal" ? String(first.value).toLowerCase() : "";
      if (header === "set-cookie") report(start, "sets a cookie", help);
    },
    MemberExpression(node) {
      if (isName(node.object, "document") && nameOfProperty(node) === "cookie")
        report(node.start, "uses document.cookie", help);
      if (nameOfProperty(node) === "cookieStore") report(node.start, "uses the cookie store", help);
    },
    ImportDeclaration({ source, start }) {
      if (source.value === "hono/cookie") report(start, "sets cookies with hono/cookie", help);
    },
  };
}

function seeSql(report: Report): VisitorObject {
  const look = (text: string, offset: number) => {
    const found = readsTimeInSql.exec(text)?.[0];
    if (found) report(offset, `SQL reads the time with ${found}`, sqlHelp);
  };
  return {
    Literal({ value, start }) {
      if (typeof value === "string") look(value, start);
    },
    TemplateElement({ value, start }) {
      look(value.raw, start);
    },
  };
}

function checkMigration({ path, text }: SourceFile): Problem[] {
  return text.split("\n").flatMap((line, index) => {
    const found = readsTimeInSql.exec(line.replace(/--.*$/, ""))?.[0];
    return found ? [{ file: path, line: index + 1, what: `SQL reads the time with ${found}`, help: sqlHelp }] : [];
  });
}

function isName(node: { type: string; name?: unknown } | null | undefined, name: string): boolean {
  return node?.type === "Identifier" && node.name === name;
}

function nameOfProperty(node: {
  computed: boolean;
  property: { type: string; name?: unknown; value?: unknown };
}): unknown {
  return node.computed ? node.property.value : node.property.name;
}
