import fs from "node:fs";
import { dirname, join } from "node:path";
import { chooseAccount } from "../choose-account.ts";
import { embeddedFiles } from "../embedded-files.ts";
import { keptPrograms } from "./find-former-programs.ts";
import { preparePrograms } from "./prepare-programs.ts";

/**
 * Keeps the programs of a cluster with it: an Avow that brings newer ones can then still read it. They are linked where
 * that is possible, and take no space of their own as long as the installed ones are there.
 */
export async function keepPrograms(dataDir: string): Promise<void> {
  const files = embeddedFiles(dataDir);
  const { folder, major } = preparePrograms(chooseAccount(files.cluster), files.programs);
  const kept = keptPrograms(files, major);
  if (fs.existsSync(kept)) return;
  fs.mkdirSync(files.programs, { recursive: true, mode: 0o755 });
  const staging = fs.mkdtempSync(`${kept}.`);
  fs.chmodSync(staging, 0o755);
  for (const entry of await fs.promises.readdir(folder, { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const to = join(staging, from.slice(folder.length + 1));
    if (entry.isDirectory()) continue;
    await fs.promises.mkdir(dirname(to), { recursive: true, mode: 0o755 });
    if (entry.isSymbolicLink()) await fs.promises.symlink(await fs.promises.readlink(from), to);
    else await fs.promises.link(from, to).catch(() => fs.promises.copyFile(from, to)); // another disk
  }
  await fs.promises.rename(staging, kept).catch(() => fs.promises.rm(staging, { recursive: true })); // another was first
}
