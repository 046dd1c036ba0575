import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import notYet from "../../promises/not-yet.json" with { type: "json" };
import { composedPromises, provided } from "../../server/src/app.ts";
import type { KeptPromise } from "../../server/src/framework/promise.ts";
import { capabilities } from "../../server/src/privacy/promises/catalogue.ts";
import { findBindingProblems } from "../../server/src/privacy/promises/find-binding-problems.ts";
import { sabotages } from "../sabotage/sabotages.ts";
import type { Problem } from "./problem.ts";
import { parseSource } from "./source/parse-source.ts";

const data = "promises/canonical.json";
const help =
  "A promise is kept by code that its module's `promises:` names, with tests and a probe; or it needs a capability that is not here; or it is a duty of the reviewed list.";

/** Every statement maps to a promise, and every promise to code, tests, a probe and a sabotage that are there. */
export function checkPromises(root: string): Problem[] {
  const told = findBindingProblems(composedPromises, provided).map((what) => ({ file: data, what, help }));
  return [
    ...told,
    ...composedPromises.flatMap((kept) => findMissing(root, kept)),
    ...findUnbroken(),
    ...findArrived(),
    ...findStale(root),
  ];
}

function findMissing(root: string, { promise, enforcedBy, tests }: KeptPromise): Problem[] {
  const symbols = enforcedBy.filter((symbol) => !isExported(root, symbol));
  const gone = tests.filter((path) => !existsSync(join(root, path)));
  return [...symbols, ...gone].map((name) => ({
    file: data,
    what: `${promise} rests on ${name}, which is gone`,
    help,
  }));
}

/** `path from server/src#name`: whether the file exports the name. */
function isExported(root: string, symbol: string): boolean {
  const [file = "", name = ""] = symbol.split("#");
  const path = join(root, "server/src", file);
  return existsSync(path) && parseSource({ path, text: readFileSync(path, "utf8") }).exports.includes(name);
}

/** A sabotage that breaks nothing any more would turn nothing red, and only say so minutes later. */
function findStale(root: string): Problem[] {
  return sabotages.flatMap(({ what, patch }) => {
    const path = patch && join(root, patch.file);
    if (!path) return [];
    const places = existsSync(path) ? readFileSync(path, "utf8").split(patch.find).length - 1 : 0;
    if (places === 1) return [];
    const told = `what is to be broken stands ${places} times in ${patch.file}: ${what}`;
    return [{ file: "scripts/sabotage/sabotages.ts", what: told, help: "Follow the code with the text to be broken." }];
  });
}

/** What is said not to be here yet has to be named, and not be here. */
function findArrived(): Problem[] {
  return Object.keys(notYet).flatMap((capability) => {
    const told = provided.has(capability) ? "is here" : capabilities.has(capability) ? undefined : "is no capability";
    const what = `${capability} is said not to be here yet, and ${told}`;
    return told ? [{ file: "promises/not-yet.json", what, help: "Take it out, and bind what speaks of it." }] : [];
  });
}

function findUnbroken(): Problem[] {
  const broken = new Set(sabotages.map(({ promise }) => promise));
  return composedPromises
    .filter(({ promise }) => !broken.has(promise))
    .map(({ promise }) => ({
      file: "scripts/sabotage/sabotages.ts",
      what: `nothing there breaks ${promise}`,
      help: "Add a sabotage that has to turn its probe red: a probe that cannot fail proves nothing.",
    }));
}
