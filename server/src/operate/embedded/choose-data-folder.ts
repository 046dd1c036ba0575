import { createHash } from "node:crypto";
import fs from "node:fs";
import { dirname, join, resolve } from "node:path";
import { canEnter, chooseAccount } from "./choose-account.ts";
import { embeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import { keepPrivate } from "./write-private.ts";

/** `keysDir` is the keyring's default place, beside the data; `notice` is for the person who starts Avow. */
export type DataFolder = { dataDir: string; keysDir: string; notice: string | undefined };

/** Where systems keep the data of services. */
const systemHome = "/var/lib/avow";

type Asked = {
  checkout: string;
  /** AVOW_DATA_DIR */
  chosen?: string | undefined;
  /** False with DATABASE_URL: the folder then holds files only, and no account but ours must reach it. */
  isEmbedded?: boolean;
  home?: string;
};

/**
 * Where Avow keeps its data: the folder the operator chose, else `.avow` in the checkout. Root's checkout may lie where
 * the database's account cannot go (below /root, mode 0700); the data then is in /var/lib/avow, under a name made from
 * the checkout's path, and a pointer file in `.avow` keeps it there.
 *
 * @throws embedded.folder_unreachable when the database cannot work in the chosen folder, or no longer in its own
 */
export function chooseDataFolder({ checkout, chosen, isEmbedded = true, home = systemHome }: Asked): DataFolder {
  const own = join(checkout, ".avow");
  const pointer = join(own, "data-folder");
  const wanted = chosen ? resolve(chosen) : (readPointer(pointer) ?? own);
  const notice = wanted === own || chosen ? undefined : `The data is in ${wanted}.`;
  const obstacle = isEmbedded ? findObstacle(wanted) : undefined;
  if (!obstacle) return { dataDir: wanted, keysDir: keysBeside(wanted), notice };
  if (wanted === own && !fs.existsSync(embeddedFiles(own).cluster)) return moveAway(checkout, pointer, home);
  throw embeddedErrors.folder_unreachable({ folder: wanted, ...obstacle });
}

/** The first folder on the way that the database's account cannot enter. Only root hands it to another account. */
function findObstacle(dataDir: string): { obstacle: string; account: string } | undefined {
  const account = chooseAccount(embeddedFiles(dataDir).cluster);
  if (!("uid" in account.ids)) return undefined;
  const way = pathsTo(dataDir).filter((folder) => fs.existsSync(folder)); // what is missing will be made passable
  const obstacle = way.find((folder) => !canEnter(account, folder));
  return obstacle === undefined ? undefined : { obstacle, account: account.name };
}

function pathsTo(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [...pathsTo(dirname(folder)), folder];
}

function moveAway(checkout: string, pointer: string, home: string): DataFolder {
  const { dataDir, former } = makeUnused(join(home, nameFor(checkout)));
  fs.mkdirSync(dirname(pointer), { recursive: true, mode: 0o700 });
  if (!writeOnce(pointer, dataDir)) {
    fs.rmdirSync(dataDir); // another process was first
    return chooseDataFolder({ checkout, home });
  }
  const hint = former
    ? ` ${former} holds the data of an earlier checkout at this path: to take it up, write its name into ${pointer}; else delete it.`
    : "";
  const notice = `The database's account cannot enter ${checkout}, so the data is in ${dataDir}.${hint}`;
  return { dataDir, keysDir: keysBeside(dataDir), notice };
}

/** A folder of an earlier checkout at the same path is never taken for this one's. */
function makeUnused(wanted: string): { dataDir: string; former: string | undefined } {
  try {
    fs.mkdirSync(dirname(wanted), { recursive: true, mode: 0o755 });
  } catch (error) {
    throw embeddedErrors.folder_unwritable({ folder: dirname(wanted), detail: (error as Error).message });
  }
  for (let number = 1; ; number += 1) {
    const dataDir = number === 1 ? wanted : `${wanted}-${number}`;
    if (fs.existsSync(dataDir) || !makeOnce(dataDir)) continue;
    return { dataDir, former: number === 1 ? undefined : number === 2 ? wanted : `${wanted}-${number - 1}` };
  }
}

function makeOnce(folder: string): boolean {
  try {
    fs.mkdirSync(folder, { mode: 0o711 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Hard links don't replace: of two processes one writes the pointer, whole. */
function writeOnce(pointer: string, text: string): boolean {
  const staging = `${pointer}.new-${process.pid}`;
  keepPrivate(staging, `${text}\n`);
  try {
    fs.linkSync(staging, pointer);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(staging);
  }
}

function readPointer(pointer: string): string | undefined {
  return fs.existsSync(pointer) ? fs.readFileSync(pointer, "utf8").trim() : undefined;
}

function keysBeside(dataDir: string): string {
  return `${dataDir}-keys`;
}

function nameFor(checkout: string): string {
  return createHash("sha256").update(resolve(checkout)).digest("hex").slice(0, 16);
}
