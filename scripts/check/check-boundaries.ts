import type { Problem } from "./problem.ts";
import { findCycles } from "./source/find-cycles.ts";
import { isTest, readSources } from "./source/list-files.ts";
import { parseSource } from "./source/parse-source.ts";
import { resolveImport } from "./source/resolve-import.ts";

type Place = { area: string; unit: string; isPublic: boolean };
type Edge = {
  from: string;
  to: string;
  line: number;
  specifier: string;
  isType: boolean;
  passesOn: "nothing" | "names" | "everything";
};

/**
 * Who may import whom. `own` is the importer's own unit (its module, its vendor); `AREA/public` is that area's
 * public.ts and nothing else of it. Tests and `testing/` are exempt.
 */
const mayImport: Record<string, string[]> = {
  framework: ["framework"],
  privacy: ["framework", "privacy"],
  egress: ["framework", "privacy/public", "roles", "egress"],
  roles: ["framework", "roles"],
  integrations: ["framework", "roles", "own"],
  modules: ["framework", "privacy/public", "egress/public", "roles", "own", "modules/public"],
  app: ["framework", "privacy", "egress", "roles", "integrations", "modules", "app"],
  operate: ["framework", "privacy", "egress/public", "modules/public", "app", "operate"],
  main: ["framework", "app", "operate"],
  client: ["client"],
  web: ["web", "client"],
  design: ["design"],
  scripts: [
    "framework",
    "privacy",
    "egress",
    "roles",
    "integrations",
    "modules",
    "app",
    "operate",
    "client",
    "scripts",
    "scenario",
  ],
};
// Acted out against stand-ins, which are the tests' own.
mayImport["scenario"] = [...(mayImport["scripts"] ?? []), "testing"];
mayImport["benchmarks"] = [...(mayImport["scripts"] ?? []), "benchmarks", "testing"];

const places: [RegExp, string][] = [
  [/^server\/src\/(?<unit>framework|privacy|egress|operate|testing)\//, ""],
  [/^server\/src\/integrations\/(?<unit>roles)\//, "roles"],
  [/^server\/src\/integrations\/(?<unit>[^/]+)\//, "integrations"],
  [/^server\/src\/modules\/(?<unit>[^/]+)\//, "modules"],
  [/^server\/src\/(?<unit>app|main)\.ts$/, ""],
  [/^server\/src\/(?<unit>compose)\//, "app"],
  [/^web\/src\/(?<unit>design)\//, "design"],
  [/^scripts\/(?<unit>scenario)\//, ""],
  [/^(?<unit>web|client|scripts|benchmarks)\//, ""],
];

export function checkBoundaries(root: string): Problem[] {
  const files = readSources(root).filter(({ path }) => !isTest(path));
  const edges = files.flatMap((file) => listEdges(file.path, parseSource(file).imports));
  return [
    ...files.flatMap(({ path }) => (findPlace(path) || isSettings(path) ? [] : [describeLost(path)])),
    ...edges.flatMap(judgeEdge),
    ...edges.flatMap(judgeReexport),
    // Two files may describe themselves in each other's types: nothing loads in a circle. Modules may not even do that.
    ...findCycles(toGraph(edges.filter(({ isType }) => !isType))).map((cycle) => describeCycle("files", cycle)),
    ...findCycles(toGraph(edges.flatMap(toModuleEdge))).map((cycle) => describeCycle("modules", cycle)),
  ];
}

function listEdges(from: string, imports: ReturnType<typeof parseSource>["imports"]): Edge[] {
  return imports.flatMap(({ specifier, line, isType, isReexport, names }) => {
    const target = resolveImport(from, specifier);
    // Data and styles carry no dependency on code.
    if (!("file" in target) || !/\.(?:ts|tsx|mts|mjs|js)$/.test(target.file)) return [];
    const passesOn = !isReexport ? "nothing" : names.includes("*") ? "everything" : "names";
    return [{ from, to: target.file, line, specifier, isType, passesOn }];
  });
}

function findPlace(path: string): Place | undefined {
  for (const [pattern, area] of places) {
    const unit = pattern.exec(path)?.groups?.["unit"];
    if (unit) return { area: area || unit, unit, isPublic: path.endsWith("/public.ts") };
  }
  return undefined;
}

/** vitest.config.ts and its like at the root of a package. */
function isSettings(path: string): boolean {
  return !path.includes("/");
}

function judgeEdge({ from, to, line, specifier }: Edge): Problem[] {
  const [importer, imported] = [findPlace(from), findPlace(to)];
  if (!importer || importer.area === "testing") return [];
  if (isTest(to)) {
    if (imported?.area === "testing" && mayImport[importer.area]?.includes("testing")) return [];
    return [
      { file: from, line, what: `imports ${to}, which is for tests only`, help: "Move what both need out of it." },
    ];
  }
  if (importer.area === "web" && imported?.area === "client" && specifier.startsWith(".")) {
    return [{ file: from, line, what: `reaches into ${to}`, help: 'Import the client as a package, "@avow/client".' }];
  }
  if (imported && isAllowed(importer, imported)) return [];
  const allowed = mayImport[importer.area]?.join(", ") ?? "nothing";
  return [
    {
      file: from,
      line,
      what: `${describePlace(importer)} may not import ${to}`,
      help: `It may import: ${allowed}. ${advise(importer, imported)}`,
    },
  ];
}

function isAllowed(importer: Place, imported: Place): boolean {
  const allowed = mayImport[importer.area] ?? [];
  if (
    importer.area === imported.area &&
    importer.unit === imported.unit &&
    (allowed.includes("own") || allowed.includes(imported.area))
  )
    return true;
  // web/src/design could ship in another product; the rest of web is one place to its imports.
  if (importer.area === "web" && imported.area === "design") return true;
  return allowed.includes(imported.area) || (imported.isPublic && allowed.includes(`${imported.area}/public`));
}

function advise(importer: Place, imported: Place | undefined): string {
  if (importer.area === "modules" && imported?.area === "modules")
    return "Export what you need from that module's public.ts.";
  if (importer.area === "web") return "The contract reaches web through the generated client.";
  return "Where a lower layer needs a higher one, it declares a port, and app.ts or compose/ fills it.";
}

/** A file that passes another one on hides where things are. Only public.ts and the client's entry may, by name. */
function judgeReexport({ from, line, passesOn, to }: Edge): Problem[] {
  const mayPassOnNames = from.endsWith("/public.ts") || from === "client/src/client.ts";
  if (passesOn === "nothing" || (passesOn === "names" && mayPassOnNames)) return [];
  return [{ file: from, line, what: `passes on what ${to} exports`, help: "No barrels: import it from where it is." }];
}

function toModuleEdge(edge: Edge): Edge[] {
  const [from, to] = [findPlace(edge.from), findPlace(edge.to)];
  if (from?.area !== "modules" || to?.area !== "modules" || from.unit === to.unit) return [];
  return [{ ...edge, from: from.unit, to: to.unit }];
}

function toGraph(edges: Edge[]): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const { from, to } of edges) graph.set(from, [...(graph.get(from) ?? []), to]);
  return graph;
}

function describeCycle(kind: string, cycle: string[]): Problem {
  const what = `${kind} import each other: ${cycle.join(" → ")}`;
  return {
    file: cycle[0] ?? "",
    what,
    help: "Turn one direction into an event, or move what both need into a file of its own.",
  };
}

function describeLost(path: string): Problem {
  return { file: path, what: "is in no known place", help: "ARCHITECTURE.md says which folder holds what." };
}

function describePlace({ area, unit }: Place): string {
  return area === unit ? area : `${area}/${unit}`;
}
