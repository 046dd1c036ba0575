import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { disownPostmasterFile, isPostmasterAlive, readPostmasterFile } from "./postmaster-file.ts";

let cluster: string;
beforeEach(() => {
  cluster = fs.mkdtempSync(join(tmpdir(), "avow-postmaster-test-"));
  onTestFinished(() => fs.rmSync(cluster, { recursive: true }));
});

const writeFile = (pid: number) =>
  fs.writeFileSync(
    join(cluster, "postmaster.pid"),
    [pid, cluster, 1790000000, 25001, "", "127.0.0.1", "1 2", "ready"].join("\n"),
  );

test("a number that went to another process is not the postmaster, and is taken out; the rest of the file stays", () => {
  writeFile(process.pid);
  expect(isPostmasterAlive(cluster)).toBe(false);
  disownPostmasterFile(cluster);
  const after = readPostmasterFile(cluster);
  expect(after).toMatchObject({ startedAt: "1790000000", isReady: true });
  expect(() => process.kill(after?.pid ?? 0, 0)).toThrow(/ESRCH/);
  expect(fs.readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[6]).toBe("1 2");
});

test("a file of a process that has ended is left to PostgreSQL", () => {
  const { pid } = spawnSync("true");
  writeFile(pid);
  disownPostmasterFile(cluster);
  expect(readPostmasterFile(cluster)?.pid).toBe(pid);
});

test("no file means no postmaster", () => {
  expect(readPostmasterFile(cluster)).toBeUndefined();
  expect(isPostmasterAlive(cluster)).toBe(false);
});
