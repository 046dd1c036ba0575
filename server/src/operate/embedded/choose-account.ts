import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { embeddedErrors } from "./errors.ts";

/** The account PostgreSQL runs under; `ids` is empty when it is the one this process already has. */
export type Account = { name: string; ids: { uid?: number; gid?: number } };

type Entry = { name: string; uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root, so root hands it to the owner of an existing cluster, else to postgres, else to
 * nobody. No account is ever created on the host.
 */
export function chooseAccount(cluster: string): Account {
  const me = process.getuid?.();
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  if (me !== 0) {
    if (owner !== undefined && me !== undefined && owner !== me) {
      throw embeddedErrors.cluster_of_another_account({ folder: cluster, owner: nameOf(owner) });
    }
    return { name: me === undefined ? "this user" : nameOf(me), ids: {} };
  }
  if (owner === 0) throw embeddedErrors.cluster_of_root({ folder: cluster });
  const entry =
    owner === undefined ? findUnprivileged() : { name: nameOf(owner), uid: owner, gid: statSync(cluster).gid };
  if (!entry) throw embeddedErrors.account_missing();
  const account = { name: entry.name, ids: { uid: entry.uid, gid: entry.gid } };
  const change = spawnSync("/bin/sh", ["-c", ":"], { ...account.ids, cwd: "/" });
  if (change.error) throw embeddedErrors.account_unchangeable({ account: entry.name, detail: change.error.message });
  return account;
}

/** Whether the account may enter the folder; asked of the system, because modes alone don't tell (ACLs, mounts). */
export function canEnter(account: Account, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account.ids, cwd: "/" }).status === 0;
}

function findUnprivileged(): Entry | undefined {
  const entries = readAccounts().filter((entry) => entry.uid > 0);
  return ["postgres", "nobody"].map((name) => entries.find((entry) => entry.name === name)).find(Boolean);
}

function nameOf(uid: number): string {
  return readAccounts().find((entry) => entry.uid === uid)?.name ?? `user id ${uid}`;
}

function readAccounts(): Entry[] {
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  return lines
    .filter((parts) => parts.length > 3)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
