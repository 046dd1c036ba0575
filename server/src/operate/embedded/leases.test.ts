import fs from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { embeddedFiles } from "./embedded-files.ts";
import { waitUntil } from "./fixtures/testing/wait-until.ts";
import { openLeases, type SupervisorRecord } from "./leases.ts";
import { readLine } from "./read-line.ts";

async function open() {
  const dataDir = fs.mkdtempSync(join(tmpdir(), "avow-leases-test-"));
  const files = embeddedFiles(dataDir);
  fs.mkdirSync(files.folder);
  const leases = await openLeases(files, () => undefined);
  onTestFinished(() => {
    leases.close();
    fs.rmSync(dataDir, { recursive: true });
  });
  const record = JSON.parse(fs.readFileSync(files.record, "utf8")) as SupervisorRecord;
  return { leases, record };
}

test("a lease needs the token, and what has none is told nothing", async () => {
  const { leases, record } = await open();
  leases.announce({ answer: "ready", port: 25_000 });
  const stranger = connect(record.port, "127.0.0.1");
  stranger.on("error", () => undefined); // it is cut off
  stranger.write(`${"x".repeat(record.token.length)}\n`);
  expect(await readLine(stranger)).toBeUndefined();
  expect(leases.count()).toBe(0);
});

test("a lease is answered at once or when there is news, and ends with its connection", async () => {
  const { leases, record } = await open();
  const holder = connect(record.port, "127.0.0.1");
  holder.write(`${record.token}\n`);
  await waitUntil(() => leases.count() === 1);
  leases.announce({ answer: "ready", port: 25_000 });
  expect(await readLine(holder)).toBe('{"answer":"ready","port":25000}');
  holder.destroy();
  await waitUntil(() => leases.count() === 0);
  expect(leases.count()).toBe(0);
});

test("a flood instead of a token is cut off", async () => {
  const { leases, record } = await open();
  const flood = connect(record.port, "127.0.0.1");
  flood.on("error", () => undefined); // it is cut off
  flood.write(Buffer.alloc(100_000, "a"));
  await new Promise((resolve) => flood.once("close", resolve));
  expect(leases.count()).toBe(0);
});
