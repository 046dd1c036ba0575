import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chown, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import pg from "pg";
import { findFreePort, findUnprivilegedUser } from "../../test/system-cluster.ts";

const run = promisify(execFile);
const programEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** The system's own PostgreSQL, archiving its log as `docs/guides/backups.md` says. */
export type ArchivingServer = {
  url: string;
  ask<R extends pg.QueryResultRow>(sql: string): Promise<R[]>;
  /** In the place of the one before. */
  takeBase(): Promise<void>;
  /** Stops, puts the base backup in place, and rolls it forward to an instant. */
  goBackTo(at: Date): Promise<void>;
  stop(): Promise<void>;
};

export async function startArchivingServer(bin: string): Promise<ArchivingServer> {
  const user = process.getuid?.() === 0 ? await findUnprivilegedUser() : {};
  const folder = await mkdtemp(join(tmpdir(), "avow-archiving-"));
  const [data, archive, base] = ["data", "wal", "base"].map((name) => join(folder, name)) as [string, string, string];
  await mkdir(archive, { mode: 0o700 });
  for (const path of [folder, archive])
    if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: programEnvironment };
  const port = await findFreePort();
  // Trust is for a folder and a port that live as long as the test.
  await run(
    join(bin, "initdb"),
    ["-D", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
    options,
  );
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "wal_level=replica",
    "archive_mode=on",
    `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f`,
  ];
  let server = await start(join(bin, "postgres"), data, port, settings, options);
  const superuser = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await ask(superuser, "create role avow_owner login createrole createdb");
  await ask(superuser, "create database avow owner avow_owner");
  return {
    url: `postgres://avow_owner@127.0.0.1:${port}/avow`,
    ask: (sql) => ask(superuser, sql),
    async takeBase() {
      await rm(base, { recursive: true, force: true });
      const args = [
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        "postgres",
        `--pgdata=${base}`,
        "--checkpoint=fast",
        "--wal-method=none",
        "--no-sync",
      ];
      await run(join(bin, "pg_basebackup"), args, options);
    },
    async goBackTo(at) {
      await stop(server);
      await rm(data, { recursive: true });
      await cp(base, data, { recursive: true, preserveTimestamps: true });
      await run("/bin/chown", [
        "-R",
        `${user.uid ?? process.getuid?.() ?? 0}:${user.gid ?? process.getgid?.() ?? 0}`,
        data,
      ]);
      await writeFile(join(data, "recovery.signal"), "");
      const recovery = [
        `restore_command=cp ${archive}/%f %p`,
        `recovery_target_time=${at.toISOString().replace("T", " ").replace("Z", "+00")}`,
        "recovery_target_action=promote",
      ];
      server = await start(join(bin, "postgres"), data, port, [...settings, ...recovery], options);
    },
    async stop() {
      await stop(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(
  program: string,
  data: string,
  port: number,
  settings: string[],
  options: object,
): Promise<ChildProcess> {
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`PostgreSQL stopped with ${code}:\n${log.join("\n")}`)));
    createInterface({ input: server.stderr }).on("line", (line) => {
      log.push(line);
      if (line.includes("database system is ready to accept connections")) resolve();
    });
  });
  return server;
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  if (server.exitCode === null && server.signalCode === null) await ended;
}

async function ask<R extends pg.QueryResultRow>(connectionString: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}
