import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectAsOwner } from "./schema/migrate.ts";
import { copyDatabase } from "./schema/copy-database.ts";
import { embeddedFiles } from "./embedded/embedded-files.ts";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { dumpDatabase } from "./backup/dump-database.ts";
import type { Contents, Manifest } from "./backup/manifest.ts";
import { findFormerVersion, makeFormer } from "./fixtures/testing/make-former.ts";
import { startUpgrade } from "./fixtures/testing/start-upgrade.ts";
import { systemClock } from "../framework/clock.ts";
import { readKeyring } from "../framework/keys/keyring.ts";
import { startAvow, type Avow } from "../testing/processes/start-avow.ts";
import { until } from "../testing/world.ts";
import { openTwoTenants, type TwoTenants } from "../testing/open-two-tenants.ts";

let all: TwoTenants;
let root: string;
let keysFolder: string;
let former: string;
const version = findFormerVersion();
/** Each upgrade makes a cluster and applies every migration there is. */
const timeoutMs = 180_000;
const started: Avow[] = [];

beforeAll(async () => {
  all = await openTwoTenants();
  root = fs.mkdtempSync(join(tmpdir(), "avow-upgrade-"));
  fs.chmodSync(root, 0o711);
  keysFolder = join(root, "keys");
  fs.cpSync(all.world.keysFolder, keysFolder, { recursive: true });
  former = join(root, "former");
  fs.mkdirSync(former, { mode: 0o711 });
  const from = all.world.urls.owner;
  await makeFormer(former, version, (to) =>
    copyDatabase({ from, to, keysFolder, clock: systemClock, version: "test", say: () => undefined }),
  );
}, timeoutMs);
afterAll(async () => {
  for (const avow of started) await avow.stop("SIGKILL");
  await all.world.close();
  fs.rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** A data folder whose database an older version of PostgreSQL made, with what two organizations did in it. */
function openFormer(): string {
  const dataDir = join(root, `data-${randomUUID()}`);
  execFileSync("cp", ["--archive", former, dataDir]);
  return dataDir;
}

async function contentsAt(url: string, contents: Contents): Promise<Manifest["tables"]> {
  const client = await connectAsOwner(url);
  await client.query("set role avow_system");
  let found: Manifest | undefined;
  const dump = { client, keyring: readKeyring(keysFolder), contents, takenAt: systemClock.now(), version: "test" };
  for await (const _ of dumpDatabase(dump, (whole) => (found = whole)));
  await client.end();
  return found!.tables;
}

async function tablesIn(dataDir: string) {
  const database = await startEmbedded({ dataDir });
  try {
    return [...(await contentsAt(database.url, "data")), ...(await contentsAt(database.url, "keys"))];
  } finally {
    await database.stop();
  }
}

const original = async () => {
  const { owner } = all.world.urls;
  return [...(await contentsAt(owner, "data")), ...(await contentsAt(owner, "keys"))];
};

test(
  "the copy is the same row for row; killed before the swap it leaves the former one, and the next start upgrades",
  async () => {
    const dataDir = openFormer();
    const files = embeddedFiles(dataDir);
    await startUpgrade({ dataDir, keysFolder, version, dieAt: "are the same" });
    expect(fs.readFileSync(join(files.cluster, "PG_VERSION"), "utf8").trim()).toBe(version.major);
    expect(fs.existsSync(files.former)).toBe(false);
    await startUpgrade({ dataDir, keysFolder, version });
    expect(fs.readFileSync(join(files.former, "PG_VERSION"), "utf8").trim()).toBe(version.major);
    expect(await tablesIn(dataDir)).toEqual(await original());
  },
  timeoutMs,
);

// oxlint-disable-next-line vitest/no-conditional-tests -- it needs an older PostgreSQL of the system's; CI has it
if (version.isOlder)
  test(
    "Avow starts on a database of an older version, killed at its copying or not, and leaves none behind",
    async () => {
      const env = { AVOW_DATA_DIR: openFormer(), AVOW_KEYS_DIR: keysFolder, AVOW_BACKUP_DIR: "off" };
      const start = () => {
        started.push(startAvow(env, "--role", "web"));
        return started.at(-1)!;
      };
      const killed = start();
      await until(() => killed.said().includes("it is compared now"), timeoutMs);
      await killed.stop("SIGKILL");
      const avow = start();
      const origin = await avow.origin();
      expect(avow.said()).toContain(`The database is brought from PostgreSQL ${version.major} to`);
      expect(avow.said()).toContain("the former database is deleted");
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      await avow.stop();
      const files = embeddedFiles(env.AVOW_DATA_DIR);
      expect(fs.existsSync(files.former)).toBe(false);
      expect(fs.existsSync(join(files.programs, "kept-18/bin/postgres"))).toBe(true);
    },
    timeoutMs,
  );

test(
  "without the older version's programs Avow refuses, says what to install, and changes nothing",
  async () => {
    const dataDir = openFormer();
    const versionFile = join(embeddedFiles(dataDir).cluster, "PG_VERSION");
    fs.writeFileSync(versionFile, "9\n");
    const avow = startAvow({ AVOW_DATA_DIR: dataDir, AVOW_KEYS_DIR: keysFolder }, "--role", "web");
    started.push(avow);
    expect((await avow.ended).code).toBe(1);
    expect(avow.said()).toMatch(/whose programs are not here.*AVOW_FORMER_POSTGRES/s);
    expect(fs.readFileSync(versionFile, "utf8")).toBe("9\n");
  },
  timeoutMs,
);
