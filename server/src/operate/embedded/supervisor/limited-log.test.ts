import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLimitedLog } from "./limited-log.ts";

function makeFolder(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), "avow-log-test-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  return folder;
}

test("a log never takes more than twice its limit, and keeps the newest lines", () => {
  const file = join(makeFolder(), "postgres.log");
  const log = openLimitedLog(file, 1_000);
  for (let line = 0; line < 500; line += 1) log.write(Buffer.from(`line ${line}\n`));
  const sizes = fs.readdirSync(join(file, "..")).map((name) => fs.statSync(join(file, "..", name)).size);
  expect(sizes.length).toBe(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(fs.readFileSync(file, "utf8")).toContain("line 499\n");
  expect(log.tail().split("\n").at(-1)).toBe("line 499");
});

test("a log that is opened again goes on, and counts what is there", () => {
  const file = join(makeFolder(), "postgres.log");
  openLimitedLog(file, 30).write(Buffer.from("the first run writes\n"));
  const again = openLimitedLog(file, 30);
  again.write(Buffer.from("so\n"));
  expect(fs.readFileSync(file, "utf8")).toBe("the first run writes\nso\n");
  again.write(Buffer.from("and this turns it over\n"));
  expect(fs.readFileSync(file, "utf8")).toBe("and this turns it over\n");
  expect(fs.readFileSync(`${file}.1`, "utf8")).toBe("the first run writes\nso\n");
});
