import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const copied = ["package.json", "promises", "policies", "docs", "server", "operations"];

export type Copy = { root: string; remove(): void };

/** The repository's sources beside themselves: what is broken in it is broken nowhere else. */
export function makeCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "avow-sabotage-"));
  for (const name of copied)
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { root: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Changes one file for as long as `work` takes. @throws where the text does not stand there exactly once */
export async function withPatch<T>(
  copy: Copy,
  { file, find, put }: { file: string; find: string; put: string },
  work: () => Promise<T>,
): Promise<T> {
  const path = join(copy.root, file);
  const text = readFileSync(path, "utf8");
  const places = text.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has the text to be broken ${places} times: ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => put),
  );
  try {
    return await work();
  } finally {
    writeFileSync(path, text);
  }
}
