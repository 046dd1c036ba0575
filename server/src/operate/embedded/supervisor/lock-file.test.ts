import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { waitUntil } from "../fixtures/testing/wait-until.ts";
import { tryLock } from "./lock-file.ts";

function makeLockFile(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), "avow-lock-test-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return join(folder, "lock");
}

test("one holder at a time, and the next after it lets go", () => {
  const file = makeLockFile();
  const unlock = tryLock(file);
  expect(unlock).toBeDefined();
  expect(tryLock(file)).toBeUndefined();
  unlock?.();
  const next = tryLock(file);
  expect(next).toBeDefined();
  next?.();
});

test("a process that is killed has let go", async () => {
  const file = makeLockFile();
  const program = `
    import { tryLock } from ${JSON.stringify(join(import.meta.dirname, "lock-file.ts"))};
    console.log(tryLock(process.argv[1]) !== undefined);
    setInterval(() => {}, 1000);`;
  const flags = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval"];
  const holder = spawn(process.execPath, [...flags, program, file], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(holder.stdout, "data")) as [Buffer];
  expect(line.toString()).toBe("true\n");
  expect(tryLock(file)).toBeUndefined();
  holder.kill("SIGKILL");
  await waitUntil(() => tryLock(file) !== undefined);
});

test("only its owner may open it", () => {
  const file = makeLockFile();
  tryLock(file)?.();
  expect(fs.statSync(file).mode & 0o077).toBe(0);
});
