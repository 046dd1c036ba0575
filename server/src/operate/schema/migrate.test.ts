import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../framework/clock.ts";
import { openThrowAwayCluster } from "../embedded/throw-away-cluster.ts";
import { findFreePort, openFreshDatabase, startAvow } from "../../testing/processes/start-avow.ts";
import { DatabaseError, migrate } from "./migrate.ts";

let keysFolder: string;
beforeEach(() => {
  keysFolder = join(mkdtempSync(join(tmpdir(), "avow-migrate-")), "keys");
});
afterEach(() => rmSync(join(keysFolder, ".."), { recursive: true, force: true }));

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it went through"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(DatabaseError);
      return (error as Error).message;
    },
  );

/** A cluster of its own, whose roles are nobody else's, with users as an administrator makes them. */
async function openCluster() {
  const cluster = await openThrowAwayCluster({ isDurable: false });
  const admin = cluster.superuserUrl;
  const as = (user: string, database: string) => {
    const url = Object.assign(new URL(admin), { pathname: `/${database}`, username: user, password: "hush-hush" });
    return url.toString();
  };
  await ask(admin, "create role careful login createrole password 'hush-hush'");
  await ask(admin, "create role modest login password 'hush-hush'");
  await ask(admin, "create role stranger login createrole password 'hush-hush'");
  await ask(admin, "create database careful_avow owner careful");
  await ask(admin, "create database modest_avow owner modest");
  return { admin, as, stop: () => cluster.stop() };
}

test("an owner who may create roles, and is no superuser, is enough; a user who may not is told the SQL, and what else there is", async () => {
  const cluster = await openCluster();
  const bringUp = (ownerUrl: string, serverUrl?: string) =>
    migrate({ ownerUrl, serverUrl, keysFolder, clock: systemClock });
  try {
    const careful = cluster.as("careful", "careful_avow");
    const first = await bringUp(careful);
    expect(first.applied.length).toBeGreaterThan(0);
    expect((await bringUp(careful)).applied).toEqual([]);
    const [{ ok } = { ok: true }] = await ask<{ ok: boolean }>(
      cluster.admin,
      "select bool_or(rolsuper or rolbypassrls) as ok from pg_roles where rolname like 'avow%'",
    );
    expect(ok).toBe(false);
    for (const url of [first.appUrl, first.systemUrl]) {
      expect(new URL(url).username).toMatch(/^avow_(?:app|system)_[0-9a-f]{8}$/);
      expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
      const settings = `select rolconfig from pg_roles where rolname = '${new URL(url).username}'`;
      expect(await ask(cluster.admin, settings), "nothing of theirs is compiled").toEqual([{ rolconfig: ["jit=off"] }]);
    }

    const modest = cluster.as("modest", "modest_avow");
    const told = await refusalOf(bringUp(modest));
    expect(told).toContain("alter role modest createrole;");
    expect(told).toContain("AVOW_DATABASE_OWNER_URL");
    expect(await ask(modest, "select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);

    const lodger = cluster.as("careful", "modest_avow");
    expect(await refusalOf(bringUp(lodger))).toContain("alter database modest_avow owner to careful;");

    await ask(cluster.admin, "create database strange_avow owner stranger");
    const strange = cluster.as("stranger", "strange_avow");
    const grant = /grant .* to stranger with admin option;/.exec(await refusalOf(bringUp(strange)))?.[0];
    await ask(cluster.admin, grant!);
    rmSync(keysFolder, { recursive: true });
    expect((await bringUp(strange)).applied.length).toBeGreaterThan(0);
    expect((await bringUp(strange)).applied).toEqual([]);
  } finally {
    await cluster.stop();
  }
});

test("AVOW_DATABASE_OWNER_URL migrates, and DATABASE_URL's user, who may nothing, serves", async () => {
  const cluster = await openCluster();
  const env = { AVOW_KEYS_DIR: keysFolder, DATABASE_URL: cluster.as("modest", "careful_avow") };
  const alone = startAvow(env, "--role", "web");
  try {
    expect(await alone.ended).toMatchObject({ code: 1 });
    expect(alone.said()).toContain("alter role modest createrole;");
    expect(alone.said()).not.toContain("hush-hush");
    const avow = startAvow({ ...env, AVOW_DATABASE_OWNER_URL: cluster.as("careful", "careful_avow") });
    const origin = await avow.origin();
    expect((await fetch(`${origin}/api/v1/deployment`)).status).toBe(200);
    expect(await avow.stop()).toEqual({ code: 0, signal: null });
  } finally {
    await alone.stop("SIGKILL");
    await cluster.stop();
  }
});

test("requests and workers log in where DATABASE_URL points, whichever way the owner goes", async () => {
  const database = await openFreshDatabase();
  const serverUrl = "postgres://pooled@db.example:6432/avow?sslmode=require&user=pooled";
  const { appUrl } = await migrate({ ownerUrl: database.url, serverUrl, keysFolder, clock: systemClock });
  const { host, pathname, search, username, password } = new URL(appUrl);
  expect([host, pathname, search]).toEqual(["db.example:6432", "/avow", "?sslmode=require"]);
  expect([username.slice(0, 9), password.length > 20]).toEqual(["avow_app_", true]);
  const socketUrl = "postgres:///avow?host=/run/postgresql&user=pooled";
  const bySocket = await migrate({ ownerUrl: database.url, serverUrl: socketUrl, keysFolder, clock: systemClock });
  expect(new pg.Client({ connectionString: bySocket.appUrl })).toMatchObject({
    host: "/run/postgresql",
    user: username,
    password,
    database: "avow",
  });
  await database.drop();
});

/** As much of PostgreSQL's protocol as it takes to tell one's version (PostgreSQL, "Message Formats"). */
async function openOldServer(version: number) {
  const message = (type: string, ...parts: (string | Buffer)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const ready = message("Z", "I");
  const text = String(version);
  const row = Buffer.from([0, 1, 0, 0, 0, text.length]);
  const column = Buffer.concat([Buffer.from([0, 1]), Buffer.from("server_version_num\0"), Buffer.alloc(6)]);
  const kind = Buffer.from([0, 0, 0, 25, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0]);
  const answer = [message("T", column, kind), message("D", row, text), message("C", "SHOW\0"), ready];
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => socket.destroy()));
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", Buffer.alloc(4)), ready]));
      socket.on("data", (sent) => {
        asked.push(sent.toString("latin1"));
        if (sent[0] === "Q".charCodeAt(0)) socket.write(Buffer.concat(answer));
        else socket.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `postgres://old@127.0.0.1:${port}/avow`, asked, close };
}

test("a PostgreSQL before 15 is refused with its version, before anything is written", async () => {
  const old = await openOldServer(140_012);
  const told = await refusalOf(migrate({ ownerUrl: old.url, keysFolder, clock: systemClock }));
  expect(told).toBe("Avow needs PostgreSQL 15 or newer; this one is 14.");
  expect(old.asked.filter((sent) => /create|insert|lock/i.test(sent))).toEqual([]);
  old.close();
});

test("a server that is not there, and a user it does not know, are told with the address and never the password", async () => {
  const port = await findFreePort();
  const nowhere = `postgres://avow:hush-hush@127.0.0.1:${port}/avow`;
  const told = await refusalOf(migrate({ ownerUrl: nowhere, keysFolder, clock: systemClock }));
  expect(told).toMatch(new RegExp(`^PostgreSQL at 127\\.0\\.0\\.1:${port} does not let Avow in \\(ECONNREFUSED\\)`));
  const database = await openFreshDatabase();
  const unknown = Object.assign(new URL(database.url), { username: `nobody_${randomUUID()}`, password: "hush-hush" });
  const refused = await refusalOf(migrate({ ownerUrl: unknown.toString(), keysFolder, clock: systemClock }));
  expect(refused).toMatch(/does not let Avow in \((?:28P01|28000)\)/);
  expect(told + refused).not.toContain("hush-hush");
  await database.drop();
});

test("a migration that fails leaves the database as it was, and the lock free", async () => {
  const database = await openFreshDatabase();
  await ask(database.url, "create table users (id int)");
  const failed = migrate({ ownerUrl: database.url, keysFolder, clock: systemClock });
  await expect(failed).rejects.toThrow(/^migration 0001-\S+ failed$/);
  const tables =
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1";
  expect(await ask(database.url, tables)).toEqual([{ relname: "schema_migrations" }, { relname: "users" }]);
  expect(await ask(database.url, "select * from schema_migrations")).toEqual([]);
  await ask(database.url, "drop table users");
  expect((await migrate({ ownerUrl: database.url, keysFolder, clock: systemClock })).applied.length).toBeGreaterThan(0);
  await database.drop();
});
