import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { fakeClock } from "../framework/clock.ts";
import { migrate } from "../operate/schema/migrate.ts";

/** A migrated database that nobody is connected to, and its keyring: each world is a copy of both. */
export type Template = { name: string; keysFolder: string; appUrl: string; systemUrl: string };

export async function makeTemplate(clusterUrl: string): Promise<Template> {
  const keysFolder = mkdtempSync(join(tmpdir(), "avow-template-keys-"));
  const name = `avow_template_${randomUUID().slice(0, 8)}`;
  const on = (database: string) => Object.assign(new URL(clusterUrl), { pathname: `/${database}` }).toString();
  const admin = new pg.Client({ connectionString: on("postgres") });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const { appUrl, systemUrl } = await migrate({ ownerUrl: on(name), keysFolder, clock: fakeClock() });
  return { name, keysFolder, appUrl, systemUrl };
}
