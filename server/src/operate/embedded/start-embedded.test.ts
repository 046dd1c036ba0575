import { once } from "node:events";
import fs from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { describeEmbedded } from "./describe-embedded.ts";
import { embeddedFiles } from "./embedded-files.ts";
import { type Holder, openHolder } from "./fixtures/testing/open-holder.ts";
import { identityNames, openIdentity } from "./fixtures/testing/open-identity.ts";
import { query } from "./fixtures/testing/query.ts";
import { isAlive, timed, waitUntil } from "./fixtures/testing/wait-until.ts";

describe.each(identityNames)("the embedded database, started by %s", (name) => {
  let identity: ReturnType<typeof openIdentity>;
  const holders: Holder[] = [];
  const hold = (dataDir: string) => {
    const holder = openHolder(identity, dataDir);
    holders.push(holder);
    return holder;
  };
  beforeAll(() => {
    identity = openIdentity(name);
  });
  afterEach(async () => {
    for (const holder of holders.splice(0)) holder.kill();
  });
  afterAll(() => identity.close());

  test("an empty folder gets a database that its owner can use, and the next process joins it", async () => {
    const dataDir = identity.makeFolder();
    const first = await timed(`${name}, first start`, () => hold(dataDir).reported);
    await query(first.url, "create table notes (body text)");
    const second = await timed(`${name}, join`, () => hold(dataDir).reported);
    expect(second).toEqual(first);
    expect(await query(second.url, "select count(*)::int as n from notes")).toEqual([{ n: 0 }]);
    const [rights] = await query(
      second.url,
      "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, current_database() as name from pg_roles where rolname = current_user",
    );
    expect(rights).toEqual({
      rolsuper: false,
      rolcreaterole: true,
      rolcreatedb: true,
      rolbypassrls: false,
      name: "avow",
    });
  });

  test("it outlives the process that started it while another holds it, and has stopped when the last lets go", async () => {
    const dataDir = identity.makeFolder();
    const [first, second] = [hold(dataDir), hold(dataDir)];
    const { url } = await first.reported;
    await second.reported;
    first.kill();
    await query(url, "create table kept (id int)");
    const { postmasterPid = 0, supervisorPid = 0 } = describeEmbedded(dataDir);
    expect(isAlive(postmasterPid)).toBe(true);
    await timed(`${name}, stop with the last one`, () => second.letGo());
    expect(isAlive(postmasterPid)).toBe(false);
    await waitUntil(() => !isAlive(supervisorPid));
    expect(fs.existsSync(join(embeddedFiles(dataDir).cluster, "postmaster.pid"))).toBe(false);
    const third = await timed(`${name}, start again`, () => hold(dataDir).reported);
    expect(third.url).toBe(url);
    expect(await query(third.url, "select * from kept")).toEqual([]);
  });

  test("processes that start at once share one database", async () => {
    const dataDir = identity.makeFolder();
    const reports = await timed(`${name}, four at once`, async () =>
      Promise.all([1, 2, 3, 4].map(() => hold(dataDir).reported)),
    );
    expect(new Set(reports.map(({ url }) => url)).size).toBe(1);
    expect(await query(reports[0]?.url ?? "", "select 1 as one")).toEqual([{ one: 1 }]);
    // The server's words reach its log by way of the supervisor, a moment after it answers.
    const starts = () => fs.readFileSync(embeddedFiles(dataDir).postgresLog, "utf8").match(/ready to accept/g) ?? [];
    await waitUntil(() => starts().length > 0);
    expect(starts()).toHaveLength(1);
  });

  test("a database that was half made is made anew", async () => {
    const dataDir = identity.makeFolder();
    const holder = hold(dataDir);
    const { folder, cluster } = embeddedFiles(dataDir);
    const listHalfMade = () => fs.globSync("cluster.new-*/cluster/base", { cwd: folder });
    await waitUntil(() => listHalfMade().length > 0);
    process.kill(describeEmbedded(dataDir).supervisorPid ?? 0, "SIGKILL");
    const { url } = await holder.reported;
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(fs.existsSync(join(cluster, "PG_VERSION"))).toBe(true);
    expect(listHalfMade()).toEqual([]);
  });

  test("a lost credentials file is replaced, and the data is still there", async () => {
    const dataDir = identity.makeFolder();
    const first = hold(dataDir);
    const { url } = await first.reported;
    await query(url, "create table kept (id int)");
    const { supervisorPid = 0 } = describeEmbedded(dataDir);
    await first.letGo();
    await waitUntil(() => !isAlive(supervisorPid));
    fs.rmSync(embeddedFiles(dataDir).credentials);
    const second = await hold(dataDir).reported;
    expect(second.url).not.toBe(url);
    expect(await query(second.url, "select * from kept")).toEqual([]);
    await expect(query(url, "select 1")).rejects.toThrow(/password authentication failed/);
  });

  test("a database of another major version, and a damaged one, are refused and left alone", async () => {
    const dataDir = identity.makeFolder();
    const first = hold(dataDir);
    await first.reported;
    const { supervisorPid = 0 } = describeEmbedded(dataDir);
    await first.letGo();
    await waitUntil(() => !isAlive(supervisorPid));
    const versionFile = join(embeddedFiles(dataDir).cluster, "PG_VERSION");
    fs.writeFileSync(versionFile, "15\n");
    expect(await hold(dataDir).reported).toMatchObject({
      refused: "embedded.cluster_of_another_major",
      facts: { made_by: "15", this_version: "18" },
    });
    fs.rmSync(versionFile);
    expect(await hold(dataDir).reported).toMatchObject({ refused: "embedded.cluster_incomplete" });
    expect(fs.existsSync(join(embeddedFiles(dataDir).cluster, "global", "pg_control"))).toBe(true);
  });

  test("a port that something else has taken is given up for another", async () => {
    const dataDir = identity.makeFolder();
    const first = hold(dataDir);
    const { port } = await first.reported;
    await first.letGo();
    const squatter = createServer().listen(port, "127.0.0.1");
    const second = await hold(dataDir).reported;
    squatter.close();
    expect(second.port).not.toBe(port);
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("a record of a supervisor whose port some other program has now is not believed", async () => {
    const dataDir = identity.makeFolder();
    const stranger = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const { folder, record } = embeddedFiles(dataDir);
    fs.mkdirSync(folder, { mode: 0o711 });
    const { port } = stranger.address() as AddressInfo;
    fs.writeFileSync(record, JSON.stringify({ pid: process.pid, port, token: "old" }), { mode: 0o600 });
    const { uid, gid } = fs.statSync(dataDir);
    for (const path of [folder, record]) fs.chownSync(path, uid, gid);
    const { url } = await hold(dataDir).reported;
    stranger.close();
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("a folder's name may hold what people put into names", async () => {
    const dataDir = join(identity.makeFolder(), "it's a folder; (2) für Ada");
    const { url } = await hold(dataDir).reported;
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(describeEmbedded(dataDir).postmasterPid).toBeDefined();
  });

  test("only whoever may read the folder gets in, and only from this machine", async () => {
    const dataDir = identity.makeFolder();
    const { url, port } = await hold(dataDir).reported;
    const files = embeddedFiles(dataDir);
    await expect(query(url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password authentication/);
    expect(await query(url, "select setting from pg_settings where name = 'listen_addresses'")).toEqual([
      { setting: "127.0.0.1" },
    ]);
    expect(new URL(url).port).toBe(String(port));
    for (const secret of [files.credentials, files.record, files.postgresLog, files.lock]) {
      expect(fs.statSync(secret).mode & 0o077, secret).toBe(0);
    }
    expect(fs.statSync(files.cluster).mode & 0o077).toBe(0);
    expect(fs.statSync(files.cluster).uid).not.toBe(0);
  });

  test("statements, their parameters and the rows they fail on stay out of the log", async () => {
    const dataDir = identity.makeFolder();
    const { url } = await hold(dataDir).reported;
    await query(url, "create table people (email text unique)");
    await query(url, "insert into people values ($1)", ["canary@example.org"]);
    await expect(query(url, "insert into people values ($1)", ["canary@example.org"])).rejects.toThrow(/duplicate key/);
    await expect(query(url, "select 'canary-literal' from nowhere")).rejects.toThrow(/does not exist/);
    const log = fs.readFileSync(embeddedFiles(dataDir).postgresLog, "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("canary");
  });
});
