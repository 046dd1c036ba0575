import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type EpochKey, epochId, type EpochStore } from "./epoch-store.ts";
import { flushFolder } from "./flush-folder.ts";

const ending = ".key";
/** Beside a key that was destroyed: it is neither made again nor taken up from a copy. */
const endedMark = ".ended";
const keyBytes = 32;

/** The two copies, where no second place is named: the same disk, so they help against a damaged file only. */
export const epochFolders = (keysFolder: string, copyFolder?: string): [string, string] => [
  join(keysFolder, "epochs"),
  copyFolder ? join(copyFolder, "epochs") : join(keysFolder, "epochs-copy"),
];

/** What lies in a keyring's folder itself. A damaged file counts as none. */
export const readEpochFiles = (keysFolder: string): EpochKey[] => epochFolders(keysFolder).flatMap(readFolder);

/**
 * Epoch keys as files, one each, in two folders. A file is written aside and linked into place: it is whole or absent,
 * and of two that make the same epoch one wins. A key is never written over by another.
 * @param forget takes an epoch's key out of where else it lies: the keyring, which has the first one
 */
export function epochFiles(folders: readonly [string, string], forget: (id: string) => void): EpochStore {
  return {
    name: "file",
    read: async () => folders.flatMap(readFolder),
    async make(id) {
      if (folders.some((folder) => hasEnded(folder, id))) throw new Error(`epoch ${id} has ended`);
      const made = folders.map((folder) => readEpoch(folder, id)).find(Boolean) ?? newKey(folders, id);
      writeEpoch(folders[0], id, made);
      writeEpoch(folders[1], id, readEpoch(folders[0], id)!);
    },
    async mend(ids) {
      for (const id of ids) {
        if (folders.some((folder) => hasEnded(folder, id))) continue;
        const whole = folders.map((folder) => readEpoch(folder, id)).find(Boolean);
        if (whole) for (const folder of folders) if (!readEpoch(folder, id)) replaceEpoch(folder, id, whole);
      }
    },
    async destroy(id) {
      for (const folder of folders) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(join(folder, `${id}${endedMark}`), "", { mode: 0o600, flush: true });
        for (const aside of asidesOf(folder, id)) shredFile(aside);
        shred(folder, id);
      }
      forget(id);
    },
  };
}

/** @throws where what is there is damaged in every copy: a new key would not open what was wrapped under it */
function newKey(folders: readonly string[], id: string): Buffer {
  if (folders.some((folder) => existsSync(pathOf(folder, id)))) throw new Error(`every copy of epoch ${id} is damaged`);
  return randomBytes(keyBytes);
}

const pathOf = (folder: string, id: string) => {
  if (!epochId.test(id)) throw new Error("that is no epoch's name");
  return join(folder, `${id}${ending}`);
};

const hasEnded = (folder: string, id: string) => existsSync(join(folder, `${id}${endedMark}`));

const sumOf = (id: string, key: Buffer) => createHash("sha256").update(id).update(key).digest("hex").slice(0, 16);

function readFolder(folder: string): EpochKey[] {
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
  return ids
    .filter((id) => epochId.test(id))
    .flatMap((id) => {
      const key = readEpoch(folder, id);
      return key ? [{ id, key }] : [];
    });
}

/** Brings a copy of the folder up to date: new keys are added, and those destroyed here are destroyed there. */
export function copyEpochs(from: string, to: string): string[] {
  const [source, target] = [epochFolders(from)[0], epochFolders(to)[0]];
  for (const { id } of readFolder(target)) if (hasEnded(source, id)) shred(target, id);
  return readFolder(source).map(({ id, key }) => {
    replaceEpoch(target, id, key);
    return pathOf(target, id);
  });
}

/** Whether a copy has every key of the folder, and none that was destroyed. */
export function isEpochCopy(from: string, to: string): boolean {
  const [source, target] = [epochFolders(from)[0], epochFolders(to)[0]];
  const has = new Map(readFolder(target).map(({ id, key }) => [id, key]));
  const isWhole = readFolder(source).every(({ id, key }) => has.get(id)?.equals(key));
  return isWhole && ![...has.keys()].some((id) => hasEnded(source, id));
}

/** Nothing where there is none, or none that is whole. */
function readEpoch(folder: string, id: string): Buffer | undefined {
  const content = unlessMissing(() => readFileSync(pathOf(folder, id), "utf8"));
  if (content === undefined) return undefined;
  const [text = "", sum] = content.trim().split(" ");
  const key = Buffer.from(text, "base64url");
  return key.length === keyBytes && sum === sumOf(id, key) ? key : undefined;
}

/** How the name of a file begins that is written before it is linked into place. */
const asideOf = (id: string) => `.${id}.`;

/** What a process left that was killed while it wrote: it holds the key, too. */
const asidesOf = (folder: string, id: string): string[] =>
  readdirSync(folder).flatMap((name) => (name.startsWith(asideOf(id)) ? [join(folder, name)] : []));

function writeEpoch(folder: string, id: string, key: Buffer): void {
  if (existsSync(pathOf(folder, id))) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, `${asideOf(id)}${process.pid}.${randomBytes(4).toString("hex")}`);
  const file = openSync(aside, "wx", 0o600);
  try {
    writeSync(file, `${key.toString("base64url")} ${sumOf(id, key)}\n`);
    fsyncSync(file);
    linkSync(aside, pathOf(folder, id));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // whoever was first made it
  } finally {
    closeSync(file);
    rmSync(aside, { force: true });
  }
  flushFolder(folder);
}

function replaceEpoch(folder: string, id: string, key: Buffer): void {
  if (readEpoch(folder, id)?.equals(key)) return;
  shred(folder, id);
  writeEpoch(folder, id, key);
}

/** Written over before its name goes. A flash disk or a file system that copies on write may keep the bytes. */
function shred(folder: string, id: string): void {
  if (shredFile(pathOf(folder, id))) flushFolder(folder);
}

/** @returns whether there was such a file */
function shredFile(path: string): boolean {
  const file = unlessMissing(() => openSync(path, "r+"));
  if (file === undefined) return false;
  try {
    writeSync(file, randomBytes(statSync(path).size), null, undefined, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
  return true;
}

/** Another process may take a file away at any moment. */
function unlessMissing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return undefined;
  }
}
