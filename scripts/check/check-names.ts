import { posix } from "node:path";
import type { Problem } from "./problem.ts";
import { isTest, listFiles, readSources, type SourceFile } from "./source/list-files.ts";
import { parseSource } from "./source/parse-source.ts";

const fixedNames = ["module.ts", "tables.ts", "errors.ts", "public.ts"];
const moduleFile = /^(?:on-)?[a-z]+(?:-[a-z0-9]+)+(?:\.job)?\.ts$/;
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/;
const wordsThatSayNothing = new Set([
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "misc",
  "shared",
  "manager",
  "stuff",
]);
const namesThatSayNothing = new Set(["data", "types", "constants", "handler", "index"]);
const foldersByKind = new Set([
  "services",
  "repositories",
  "controllers",
  "dtos",
  "handlers",
  "schemas",
  "types",
  "endpoints",
  "jobs",
]);
/** "About 20": past this the module holds more than one noun. */
const moduleFilesMax = 24;

/** File and folder names: the vocabulary of a module, kebab-case everywhere, and no drawer for odds and ends. */
export function checkNames(root: string): Problem[] {
  const paths = listFiles(root);
  const sources = readSources(root);
  return [
    ...sources.flatMap(({ path }) => judgePath(path)),
    ...sources.flatMap(judgeModuleFile),
    ...judgeModules(sources),
    ...judgeNumbering(paths, /^server\/migrations\/(?<name>[^/]+)$/, "sql"),
    ...judgeNumbering(paths, /^docs\/decisions\/(?<name>[^/]+)$/, "md"),
  ];
}

function judgePath(path: string): Problem[] {
  return path.split("/").flatMap((part) => {
    const help = "Name it for what it does: verb first, kebab-case.";
    const stem = part.split(".")[0] ?? "";
    if (part.startsWith(".")) return [];
    if (!kebabCase.test(part)) return [{ file: path, what: `"${part}" is not kebab-case`, help }];
    const empty =
      stem.split("-").find((word) => wordsThatSayNothing.has(word)) ??
      (namesThatSayNothing.has(stem) ? stem : undefined);
    return empty ? [{ file: path, what: `"${empty}" does not say what is in it`, help }] : [];
  });
}

function judgeModuleFile(file: SourceFile): Problem[] {
  const match = /^server\/src\/modules\/(?<module>[^/]+)\/(?:(?<inside>.+)\/)?(?<name>[^/]+)$/.exec(file.path);
  const { module = "", inside = "", name = "" } = match?.groups ?? {};
  if (!match || isTest(file.path)) return [];
  const kind = inside.split("/").find((folder) => foldersByKind.has(folder));
  if (kind)
    return [
      {
        file: file.path,
        what: `"${kind}" is a kind, not a noun`,
        help: "A module is flat; split a large one by sub-noun.",
      },
    ];
  if (fixedNames.includes(name)) return [];
  const help = `Name it verb-noun.ts, verb-noun.job.ts, on-event.ts, or one of ${fixedNames.join(", ")}.`;
  if (!moduleFile.test(name)) return [{ file: file.path, what: "is not in a module's vocabulary", help }];
  const firstWord = name.split("-", 1)[0] ?? "";
  if (isNounOf(firstWord, module)) return [{ file: file.path, what: `begins with the noun "${firstWord}"`, help }];
  const expected = camelCase(name.replace(/(?:\.job)?\.ts$/, ""));
  if (parseSource(file).exports.includes(expected)) return [];
  return [{ file: file.path, what: `does not export ${expected}`, help: "A file is named for what it exports." }];
}

function isNounOf(word: string, module: string): boolean {
  return module === word || module === `${word}s` || module === `${word.replace(/y$/, "ie")}s`;
}

function judgeModules(sources: SourceFile[]): Problem[] {
  const modules = Map.groupBy(
    sources.filter(({ path }) => /^server\/src\/modules\/[^/]+\//.test(path)),
    ({ path }) => path.split("/").slice(0, 4).join("/"),
  );
  return [...modules].flatMap(([folder, files]) => {
    const problems: Problem[] = [];
    if (!files.some(({ path }) => path === `${folder}/module.ts`)) {
      problems.push({ file: folder, what: "has no module.ts", help: "npm run new:module writes one." });
    }
    const folders = Map.groupBy(
      files.filter(({ path }) => !isTest(path)),
      ({ path }) => posix.dirname(path),
    );
    for (const [inside, own] of folders) {
      if (own.length <= moduleFilesMax) continue;
      problems.push({
        file: inside,
        what: `holds ${own.length} files, more than ${moduleFilesMax}`,
        help: "Split it by sub-noun.",
      });
    }
    return problems;
  });
}

/** Numbered folders are histories: 0001, 0002, … without a gap or a number used twice. */
function judgeNumbering(paths: string[], pattern: RegExp, extension: string): Problem[] {
  const files = paths
    .flatMap((path) => ({ path, name: pattern.exec(path)?.groups?.["name"] ?? "" }))
    .filter(({ name }) => name);
  return files.flatMap(({ path, name }, index) => {
    const number = String(index + 1).padStart(4, "0");
    const isRight = name.startsWith(`${number}-`) && name.endsWith(`.${extension}`) && kebabCase.test(name);
    const what = `should be number ${number} of its folder, as ${number}-what-it-does.${extension}`;
    return isRight ? [] : [{ file: path, what, help: "Numbers run without a gap, and none is used twice." }];
  });
}

function camelCase(kebab: string): string {
  return kebab.replace(/-(?<letter>[a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
