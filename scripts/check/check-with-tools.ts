import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problem.ts";
import { runScript, runTool } from "./run-tool.ts";

/** The files alone, not what biome would change in them: it is a command away. */
export async function checkFormat(root: string): Promise<Problem[]> {
  const help = "npx biome format --write";
  const [failure] = await runTool(
    root,
    "biome",
    ["format", "--no-errors-on-unmatched", "--max-diagnostics=none"],
    help,
  );
  if (!failure) return [];
  const files = [...failure.what.matchAll(/^\s*(?<file>\S+) format ━/gm)].flatMap(
    ({ groups }) => groups?.["file"] ?? [],
  );
  return [files.length > 0 ? { file: "biome", what: ["would format", ...files].join("\n    "), help } : failure];
}

export function checkLint(root: string): Promise<Problem[]> {
  const args = ["--type-aware", "--deny-warnings", "--report-unused-disable-directives", "--format=unix"];
  return runTool(root, "oxlint", args, "Correct the code; a suppression needs a good reason on its line.");
}

export async function checkTypes(root: string): Promise<Problem[]> {
  const projects = ["tsconfig.json", "web/tsconfig.json"].filter((project) => existsSync(join(root, project)));
  const found: Problem[] = [];
  for (const project of projects) {
    found.push(...(await runTool(root, "tsc", ["--noEmit", "--pretty", "false", "-p", project], "Correct the types.")));
  }
  return found;
}

export function checkUnused(root: string): Promise<Problem[]> {
  const help = "Remove what nothing uses, declare what is used, and drop settings of knip.json that no longer match.";
  return runTool(root, "knip", ["--no-progress", "--treat-config-hints-as-errors"], help);
}

export async function checkGenerated(root: string): Promise<Problem[]> {
  return runOurs(root, ["scripts/generate.ts", "--check"], "npm run generate");
}

export async function checkCatalogue(root: string): Promise<Problem[]> {
  return runOurs(root, ["server/src/operate/schema/check-catalogue.ts"], "Bring declarations and migrations together.");
}

async function runOurs(root: string, args: string[], help: string): Promise<Problem[]> {
  const { code, output } = await runScript(root, args);
  return code === 0 ? [] : [{ file: args[0] ?? "", what: output, help }];
}
