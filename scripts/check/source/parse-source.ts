import { parseSync, Visitor, type Comment, type Program, type VisitorObject } from "oxc-parser";
import type { SourceFile } from "./list-files.ts";

/** `isType` marks an import that is gone at run time; `names` are the names given by the imported file. */
export type Import = { specifier: string; names: string[]; isType: boolean; isReexport: boolean; line: number };

export type ParsedSource = {
  program: Program;
  comments: Comment[];
  imports: Import[];
  /** The names this file exports; `*` for a whole other file passed on. */
  exports: string[];
  lineAt(offset: number): number;
};

/** @throws where the file is not TypeScript, because every check would then silently see nothing in it. */
export function parseSource({ path, text }: SourceFile): ParsedSource {
  const result = parseSync(path, text, { sourceType: "module" });
  const [error] = result.errors;
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const { program, module, comments } = result;
  const imports = [...listImports(module, text, lineAt), ...listTypeQueries(program, lineAt)];
  return { program, comments, imports, exports: listExports(module), lineAt };
}

/** Calls `visitor` for every node of the file. */
export function visit(source: Pick<ParsedSource, "program">, visitor: VisitorObject): void {
  new Visitor(visitor).visit(source.program);
}

type Module = ReturnType<typeof parseSync>["module"];

function listImports(module: Module, text: string, lineAt: (offset: number) => number): Import[] {
  const direct = module.staticImports.map(({ start, moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    names: entries.map((entry) => entry.importName.name ?? entry.importName.kind),
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    isReexport: false,
    line: lineAt(start),
  }));
  const passedOn = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => {
      if (!entry.moduleRequest) return [];
      const names = [entry.importName.name ?? "*"];
      return [
        {
          specifier: entry.moduleRequest.value,
          names,
          isType: entry.isType,
          isReexport: true,
          line: lineAt(entry.start),
        },
      ];
    });
  const dynamic = module.dynamicImports.flatMap(({ start, moduleRequest }) => {
    const literal = /^["'`](?<specifier>[^"'`$]+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    const specifier = literal?.groups?.["specifier"];
    return specifier ? [{ specifier, names: ["*"], isType: false, isReexport: false, line: lineAt(start) }] : [];
  });
  return [...direct, ...passedOn, ...dynamic];
}

/** `import("./file.ts").Name` in a type. */
function listTypeQueries(program: Program, lineAt: (offset: number) => number): Import[] {
  const found: Import[] = [];
  visit(
    { program },
    {
      TSImportType: ({ source, start }) => {
        found.push({ specifier: source.value, names: ["*"], isType: true, isReexport: false, line: lineAt(start) });
      },
    },
  );
  return found;
}

function listExports(module: Module): string[] {
  const entries = module.staticExports.flatMap((statement) => statement.entries);
  return entries.map((entry) => entry.exportName.name ?? (entry.moduleRequest ? "*" : "default"));
}
