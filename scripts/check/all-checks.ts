import { checkBoundaries } from "./check-boundaries.ts";
import { checkClaims } from "./check-claims.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { checkDocPaths } from "./check-doc-paths.ts";
import { checkGolden } from "./check-golden.ts";
import { checkMigrations } from "./check-migrations.ts";
import { checkNames } from "./check-names.ts";
import { checkPackages } from "./check-packages.ts";
import { checkPromises } from "./check-promises.ts";
import { checkSingleDoors } from "./check-single-doors.ts";
import { checkSizes } from "./check-sizes.ts";
import { checkSuppressions } from "./check-suppressions.ts";
import { checkTests } from "./check-tests.ts";
import { checkCatalogue, checkFormat, checkGenerated, checkLint, checkTypes, checkUnused } from "./check-with-tools.ts";
import type { Check } from "./problem.ts";

/** Every check of this repository, quickest first. None has an allow-list. */
export const allChecks: Check[] = [
  { name: "names", holds: "Files are named from the vocabulary, and say what is in them.", run: checkNames },
  { name: "sizes", holds: "Framework files have at most 200 lines; others past 400 say why.", run: checkSizes },
  {
    name: "boundaries",
    holds: "Every import is one the table of layers allows; no cycles, no barrels.",
    run: checkBoundaries,
  },
  { name: "packages", holds: "Packages that open doors are imported only where the door is.", run: checkPackages },
  { name: "single-doors", holds: "Environment, time and network are each read in one place.", run: checkSingleDoors },
  { name: "tests", holds: "Every test runs and can fail; no error is swallowed unseen.", run: checkTests },
  {
    name: "migrations",
    holds: "Migrations hold no long lock, and take nothing from the version before.",
    run: checkMigrations,
  },
  { name: "suppressions", holds: "Every suppression names one rule and its reason.", run: checkSuppressions },
  {
    name: "doc-paths",
    holds: "Documents name only files, headings, commands and settings that exist.",
    run: checkDocPaths,
  },
  { name: "golden", holds: "Every permission and role stands in the golden table of decisions.", run: checkGolden },
  { name: "promises", holds: "Every promise has code, tests, a probe and a sabotage that exist.", run: checkPromises },
  { name: "claims", holds: "Texts claim nothing that no promise supports.", run: checkClaims },
  { name: "dependencies", holds: "Versions are exact, and installing runs no foreign script.", run: checkDependencies },
  { name: "format", holds: "The code is formatted by biome.", run: checkFormat },
  { name: "types", holds: "Everything type-checks, strictly.", run: checkTypes },
  { name: "lint", holds: "No lint rule is broken, the type-aware ones included.", run: checkLint },
  { name: "unused", holds: "No file, export or dependency is unused.", run: checkUnused },
  { name: "generated", holds: "OpenAPI, client and error pages match the declarations.", run: checkGenerated },
  { name: "catalogue", holds: "The migrated database is what the tables declare.", run: checkCatalogue },
];
