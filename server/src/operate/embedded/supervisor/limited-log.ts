import fs from "node:fs";

const limitBytes = 4 * 1024 * 1024;
const tailLines = 20;

/** A log file that never takes more than twice its limit: one full predecessor is kept as `.1`. */
export type LimitedLog = { write(chunk: Buffer): void; tail(): string; forget(): void };

export function openLimitedLog(file: string, limit = limitBytes): LimitedLog {
  let handle = fs.openSync(file, "a", 0o600);
  let size = fs.fstatSync(handle).size;
  let tail = "";
  const turnOver = () => {
    fs.closeSync(handle);
    fs.renameSync(file, `${file}.1`);
    handle = fs.openSync(file, "a", 0o600);
    size = 0;
  };
  return {
    write(chunk) {
      try {
        if (size + chunk.length > limit) turnOver();
        size += fs.writeSync(handle, chunk);
      } catch (error) {
        // A full disk must not take the database down by way of its log.
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
      tail = `${tail}${chunk.toString("utf8")}`.split("\n").slice(-tailLines).join("\n");
    },
    tail: () => tail.trim(),
    forget: () => void (tail = ""),
  };
}
