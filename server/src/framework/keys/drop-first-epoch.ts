import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { flushFolder } from "./flush-folder.ts";
import { hasKeyring, pathOfKeyring, readKeyringFile, writeAside } from "./keyring.ts";

/** Takes the first epoch's key out of a keyring, whose bytes are written over. Nothing else in it ever changes. */
export function dropFirstEpoch(folder: string, id: string): void {
  if (!hasKeyring(folder)) return;
  const content = readKeyringFile(folder);
  const epochs = content.epochs.filter((epoch) => epoch.id !== id);
  if (epochs.length === content.epochs.length) return;
  const former = openSync(pathOfKeyring(folder), "r+");
  try {
    renameSync(writeAside(folder, { ...content, epochs }), pathOfKeyring(folder));
    flushFolder(folder);
    writeSync(former, randomBytes(fstatSync(former).size), null, undefined, 0);
    fsyncSync(former);
  } finally {
    closeSync(former);
  }
}
