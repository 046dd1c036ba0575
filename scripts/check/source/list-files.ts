import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Made by tools, never by a person; so is every folder whose name begins with a dot, but for continuous integration. */
const skippedFolders = /^(?:node_modules|dist|test-results|\.(?!ci$).*)$/;
const generatedFolders = ["client/src/generated/", "docs/errors/"];
const sourcePattern = /\.(?:ts|tsx|mts|mjs|js)$/;

export type SourceFile = { path: string; text: string };

/** Every file of the repository, as paths from `root` with forward slashes, sorted. */
export function listFiles(root: string, folder = ""): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return skippedFolders.test(entry.name) ? [] : listFiles(root, path);
  });
}

/** The files whose text matches `pattern`, generated ones left out. */
export function readFiles(root: string, pattern: RegExp): SourceFile[] {
  const paths = listFiles(root).filter((path) => pattern.test(path) && !isGenerated(path));
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

export function readSources(root: string): SourceFile[] {
  return readFiles(root, sourcePattern);
}

export function isGenerated(path: string): boolean {
  return generatedFolders.some((folder) => path.startsWith(folder));
}

/** Tests and what serves only them may reach into everything, and are held to other rules. */
export function isTest(path: string): boolean {
  return /\.(?:test|test-d|contract|journey)\.tsx?$|\/(?:testing|journeys)\/|\/fake\.ts$/.test(path);
}
