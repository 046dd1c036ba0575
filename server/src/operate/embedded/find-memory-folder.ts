import fs from "node:fs";

/** Linux keeps what lies here in memory. */
const shared = "/dev/shm";
const gibibyte = 1024 ** 3;
/** A test run's databases have taken half of this at the most. */
const wantedBytes = 2 * gibibyte;
/** What a test run wants for itself beside them. */
const sparedBytes = 2 * gibibyte;

/**
 * A folder that is kept in memory, where this machine has one with room to spare: each test's database is two thousand
 * files, and disks take ten times as long to make them. Containers often have one of 64 MiB, which is none.
 */
export function findMemoryFolder(folder = shared): string | undefined {
  try {
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    const { bavail, bsize } = fs.statfsSync(folder);
    const hasRoom = bavail * bsize > wantedBytes && process.availableMemory() > wantedBytes + sparedBytes;
    return hasRoom ? folder : undefined;
  } catch {
    return undefined; // another system, or not ours to write in
  }
}
