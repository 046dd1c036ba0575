import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const pollMs = 100;
const pollsBeforeWord = 5;
/** A process that died in the middle of taking over left a lock without a holder. */
const pollsBeforeOrphaned = 50;
const lostRace = new Set(["ENOTEMPTY", "EEXIST", "EPERM", "ENOENT"]);

/**
 * Does `work` while no other process does it. The lock is a folder that appears complete, by a rename, and names its
 * holder; one whose holder has died is taken over. `work` gets the folder, to keep in it what must outlive a crash.
 */
export async function withFolderLock(folder, onWait, work) {
  mkdirSync(dirname(folder), { recursive: true });
  for (let polls = 0; !tryTake(folder, polls > pollsBeforeOrphaned); polls += 1) {
    if (polls === pollsBeforeWord) onWait();
    await sleep(pollMs);
  }
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tryTake(folder, mayAdopt) {
  const file = join(folder, "holder");
  try {
    if (!existsSync(folder)) return create(folder);
    if (!existsSync(file)) return mayAdopt && write(file);
    const holder = readFileSync(file, "utf8");
    return !isAlive(holder) && takeOver(file, holder);
  } catch (error) {
    if (!lostRace.has(error.code)) throw error;
    return false; // someone else was first, or has just let go
  }
}

function create(folder) {
  const staging = mkdtempSync(`${folder}.`);
  try {
    write(join(staging, "holder"));
    renameSync(staging, folder);
    return true;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The rename lets one process win; what it moved aside tells whether it was the dead holder's name after all. */
function takeOver(file, deadHolder) {
  const aside = `${file}.${process.pid}`;
  renameSync(file, aside);
  if (readFileSync(aside, "utf8") !== deadHolder) {
    renameSync(aside, file);
    return false;
  }
  rmSync(aside);
  return write(file);
}

function write(file) {
  writeFileSync(file, identify(process.pid), { flag: "wx" });
  return true;
}

function isAlive(holder) {
  const [pid] = holder.split(" ");
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  return identify(pid) === holder;
}

/** A process id and, where the system tells, when that process started: ids are used again. */
function identify(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return `${pid} `;
  const afterName = readFileSync(file, "utf8").split(") ").at(-1) ?? "";
  return `${pid} ${afterName.split(" ")[19]}`;
}
