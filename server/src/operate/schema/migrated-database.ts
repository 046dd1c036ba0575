import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import { openThrowAwayCluster } from "../embedded/throw-away-cluster.ts";
import { migrate } from "./migrate.ts";

/**
 * Runs `work` on a fresh database that all migrations were applied to, and drops it.
 * It lies in the tests' cluster where one runs, else in a cluster of its own.
 */
export async function withMigratedDatabase<T>(clock: Clock, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const running = process.env["AVOW_TEST_DATABASE_URL"];
  if (running) return inCluster(running, clock, work);
  const cluster = await openThrowAwayCluster({ isDurable: false });
  try {
    return await inCluster(cluster.url, clock, work);
  } finally {
    await cluster.stop();
  }
}

async function inCluster<T>(clusterUrl: string, clock: Clock, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const name = `avow_check_${randomUUID().replaceAll("-", "")}`;
  const keysFolder = mkdtempSync(join(tmpdir(), "avow-keys-"));
  const ownerUrl = Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).toString();
  await asOwner(clusterUrl, `create database ${name}`);
  try {
    await migrate({ ownerUrl, keysFolder, clock });
    return await work(ownerUrl);
  } finally {
    await asOwner(clusterUrl, `drop database ${name} with (force)`);
    rmSync(keysFolder, { recursive: true });
  }
}

async function asOwner(clusterUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
