import { chownSync, copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asSuperuser } from "./dump-database.ts";

/** What belongs to the server that runs there, and not to a copy of it. */
const notCopied = new Set(["pg_wal", "postmaster.pid", "postmaster.opts"]);

/**
 * A base backup, made by hand as PostgreSQL's manual describes it ("low-level API"): its files while it runs, and the
 * log that makes them whole. The folder is a data folder again, with which Avow can be started.
 */
export async function takeBaseBackup(dataFolder: string, to: string): Promise<void> {
  const [from, copy] = [dataFolder, to].map((folder) => join(folder, "database")) as [string, string];
  for (const folder of [to, copy]) mkdirSync(folder, { mode: 0o711 });
  await asSuperuser(dataFolder, async (client) => {
    await client.query("select pg_backup_start('canary', true)");
    copyFolder(join(from, "cluster"), join(copy, "cluster"), notCopied);
    const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    copyFolder(join(from, "cluster/pg_wal"), join(copy, "cluster/pg_wal"));
    const label = join(copy, "cluster/backup_label");
    writeFileSync(label, rows[0]!.labelfile);
    giveAlike(join(copy, "cluster"), label);
  });
  copyFileSync(join(from, "credentials.json"), join(copy, "credentials.json"));
}

/** With owners and modes, which PostgreSQL insists on. A file that goes meanwhile is none of the backup. */
function copyFolder(from: string, to: string, except = new Set<string>()): void {
  mkdirSync(to, { mode: statSync(from).mode & 0o777 });
  giveAlike(from, to);
  for (const entry of readdirSync(from, { withFileTypes: true }).filter(({ name }) => !except.has(name))) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    try {
      if (entry.isDirectory()) copyFolder(source, target);
      else {
        copyFileSync(source, target);
        giveAlike(source, target);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

function giveAlike(like: string, path: string): void {
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}
