import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { findMemoryFolder } from "../../server/src/operate/embedded/find-memory-folder.ts";

const run = promisify(execFile);
const debianFolder = "/usr/lib/postgresql";
/** PostgreSQL refuses to run as root; Debian's package brings the first of these users, every system has the second. */
const unprivilegedUsers = ["postgres", "nobody"];

/** Not ours: it holds secrets, and PG* variables would steer PostgreSQL's programs. */
const programEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
const owner = "avow_owner";
const logLinesMax = 100;

type User = { uid?: number; gid?: number };
type Installation = { bin: string; folder: string; user: User };
export type SystemCluster = { url: string; version: string; stop(): Promise<void> };

/** The folder of PostgreSQL's programs: `choice` itself, or Debian's newest when `choice` is "1". */
export function findPostgresBin(choice: string, installedIn = debianFolder): string {
  const versions = existsSync(installedIn) ? readdirSync(installedIn).filter((name) => /^\d+$/.test(name)) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  const bin = choice !== "1" ? choice : join(installedIn, newest ?? "", "bin");
  if (existsSync(join(bin, "initdb"))) return bin;
  throw new Error(
    `No PostgreSQL programs in ${bin}. Install Debian's package postgresql, or name their folder in AVOW_TEST_SYSTEM_POSTGRES.`,
  );
}

/** A cluster of the system's own PostgreSQL in a temporary folder, on loopback, gone after `stop`. */
export async function openSystemCluster(bin: string): Promise<SystemCluster> {
  const user = process.getuid?.() === 0 ? await findUnprivilegedUser() : {};
  const folder = await mkdtemp(join(findMemoryFolder() ?? tmpdir(), "avow-system-postgres-"));
  const installation = { bin, folder, user };
  try {
    const password = await initialize(installation);
    const port = await findFreePort();
    const server = await start(installation, port);
    const { stdout } = await run(join(bin, "postgres"), ["--version"]);
    const url = `postgres://${owner}:${password}@127.0.0.1:${port}/${owner}`;
    return { url, version: stdout.trim(), stop: () => stop(server, folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

export async function findUnprivilegedUser(): Promise<User> {
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const line = unprivilegedUsers.map((name) => lines.find(([user]) => user === name)).find(Boolean);
  if (!line)
    throw new Error(`PostgreSQL refuses to run as root, and there is no user ${unprivilegedUsers.join(" or ")}.`);
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

/** @returns the password of the owner, who may create roles and databases but, as in production, is no superuser */
async function initialize({ bin, folder, user }: Installation): Promise<string> {
  const password = randomBytes(18).toString("base64url");
  const data = join(folder, "data");
  await chmod(folder, 0o700);
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: programEnvironment };
  const shape = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await writeFile(join(folder, "password"), randomBytes(18).toString("base64url"), { mode: 0o644 });
  await run(join(bin, "initdb"), [...shape, `--pwfile=${join(folder, "password")}`, data], options);
  await runSingleUser(join(bin, "postgres"), data, options, [
    `create role ${owner} login createrole createdb password '${password}'`,
    `create database ${owner} owner ${owner}`,
  ]);
  return password;
}

/** Runs statements with no server and no client, one to a line. */
async function runSingleUser(program: string, data: string, options: object, statements: string[]): Promise<void> {
  const running = run(program, ["--single", "-D", data, "-c", "exit_on_error=on", "postgres"], options);
  running.child.stdin?.end(`${statements.join("\n")}\n`);
  await running;
}

async function start({ bin, folder, user }: Installation, port: number): Promise<ChildProcess> {
  // Nothing in this cluster outlives the run, so it need not survive a power cut.
  const lasting = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB"];
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", ...lasting];
  const args = ["-D", join(folder, "data"), "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const options = { ...user, cwd: folder, env: programEnvironment };
  const server = spawn(join(bin, "postgres"), args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL stopped with ${code}:\n${log.join("\n")}`)));
    createInterface({ input: server.stderr }).on("line", (line) => {
      log.push(line);
      if (line.includes("ready to accept connections")) resolve();
      if (log.length > logLinesMax) log.shift();
    });
  });
  return server;
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT"); // PostgreSQL's fast shutdown: ends sessions, does not wait for them
  if (server.exitCode === null && server.signalCode === null) await ended;
  await rm(folder, { recursive: true, force: true });
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
