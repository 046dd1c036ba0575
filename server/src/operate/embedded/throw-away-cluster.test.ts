import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { describeEmbedded } from "./describe-embedded.ts";
import { findMemoryFolder } from "./find-memory-folder.ts";
import { query } from "./fixtures/testing/query.ts";
import { isAlive, timed, waitUntil } from "./fixtures/testing/wait-until.ts";
import { startEmbedded } from "./start-embedded.ts";
import { openThrowAwayCluster } from "./throw-away-cluster.ts";

test("a throw-away cluster takes settings, can be joined, and is gone after stop", async () => {
  const cluster = await timed("throw-away cluster", () => openThrowAwayCluster({ settings: { work_mem: "7MB" } }));
  const { postmasterPid = 0 } = describeEmbedded(cluster.dataDir);
  const joined = await startEmbedded({ dataDir: cluster.dataDir });
  expect(joined.url).toBe(cluster.url);
  expect(await query(cluster.url, "show work_mem")).toEqual([{ work_mem: "7MB" }]);
  expect(await query(cluster.url, "show fsync")).toEqual([{ fsync: "on" }]);
  await joined.stop();
  await cluster.stop();
  expect(fs.existsSync(cluster.dataDir)).toBe(false);
  expect(isAlive(postmasterPid)).toBe(false);
});

test("two clusters at once are strangers", async () => {
  const [one, two] = await Promise.all([openThrowAwayCluster(), openThrowAwayCluster({ isDurable: false })]);
  expect(one.port).not.toBe(two.port);
  await query(one.url, "create table only_here (id int)");
  await expect(query(two.url, "select * from only_here")).rejects.toThrow(/does not exist/);
  await one.stop();
  expect(await query(two.url, "show fsync")).toEqual([{ fsync: "off" }]);
  await two.stop();
});

test("only a cluster that need not last is kept in memory, where there is room, and is gone from there as well", async () => {
  const quick = await openThrowAwayCluster({ isDurable: false });
  expect(dirname(quick.dataDir)).toBe(findMemoryFolder() ?? tmpdir());
  const lasting = await openThrowAwayCluster();
  expect(dirname(lasting.dataDir)).toBe(tmpdir());
  await Promise.all([quick.stop(), lasting.stop()]);
  expect([quick, lasting].map(({ dataDir }) => fs.existsSync(dataDir))).toEqual([false, false]);
});

test("a folder that is not there, or not ours, is no folder in memory", () => {
  expect(findMemoryFolder("/nowhere")).toBeUndefined();
});

test("it is gone when the process that opened it is killed", async () => {
  const program = `
    import { openThrowAwayCluster } from ${JSON.stringify(join(import.meta.dirname, "throw-away-cluster.ts"))};
    console.log((await openThrowAwayCluster()).dataDir);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [dataDir] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { postmasterPid = 0 } = describeEmbedded(dataDir);
  expect(isAlive(postmasterPid)).toBe(true);
  child.kill("SIGKILL");
  await timed("gone after kill -9", () => waitUntil(() => !isAlive(postmasterPid) && !fs.existsSync(dataDir)));
  expect(fs.existsSync(dataDir)).toBe(false);
});

test("what a killed supervisor leaves is swept by the next cluster", async () => {
  const program = `
    import { openThrowAwayCluster } from ${JSON.stringify(join(import.meta.dirname, "throw-away-cluster.ts"))};
    console.log((await openThrowAwayCluster()).dataDir);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [dataDir] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { postmasterPid = 0, supervisorPid = 0 } = describeEmbedded(dataDir);
  child.kill("SIGKILL");
  process.kill(supervisorPid, "SIGKILL");
  await waitUntil(() => !isAlive(postmasterPid) && !isAlive(supervisorPid));
  const next = await openThrowAwayCluster();
  expect(fs.existsSync(dataDir)).toBe(false);
  await next.stop();
});
