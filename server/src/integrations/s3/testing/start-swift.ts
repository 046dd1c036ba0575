import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const programs = "/usr/bin";
const backends = ["account", "container", "object"] as const;
type Ports = Record<(typeof backends)[number] | "proxy" | "cache", number>;

/** Whether Debian's packages swift-proxy, swift-account, swift-container, swift-object and memcached are there. */
export const hasSwift = (): boolean =>
  [...backends, "proxy"].every((name) => existsSync(join(programs, `swift-${name}-server`))) &&
  existsSync(join(programs, "memcached"));

export type Swift = { endpoint: string; accessKeyId: string; secretAccessKey: string; stop(): Promise<void> };

/** OpenStack Swift with its S3 interface, which checks signatures: one disk, on loopback, in a folder of its own. */
export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), "avow-swift-"));
  const ports: Ports = { account: 0, container: 0, object: 0, proxy: 0, cache: 0 };
  for (const name of Object.keys(ports) as (keyof Ports)[]) ports[name] = await findFreePort();
  await writeSettings(folder, ports);
  const start = (program: string, args: string[]) =>
    spawn(join(programs, program), args, { stdio: "ignore", cwd: folder });
  const cache = ["-l", "127.0.0.1", "-p", String(ports.cache), "-u", userInfo().username, "-m", "16"];
  const servers = [
    start("memcached", cache),
    ...[...backends, "proxy"].map((name) => start(`swift-${name}-server`, [join(folder, `${name}.conf`)])),
  ];
  const stop = () => stopAll(servers, folder);
  try {
    for (const port of Object.values(ports)) await waitForPort(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${ports.proxy}`, accessKeyId: "test:tester", secretAccessKey: "testing", stop };
}

async function stopAll(servers: readonly ChildProcess[], folder: string): Promise<void> {
  const running = servers.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  const ended = running.map((server) => once(server, "exit"));
  for (const server of running) server.kill("SIGTERM");
  await Promise.all(ended);
  await rm(folder, { recursive: true, force: true });
}

async function writeSettings(folder: string, ports: Ports): Promise<void> {
  await mkdir(join(folder, "disks/one"), { recursive: true });
  const hash = "[swift-hash]\nswift_hash_path_suffix = test\nswift_hash_path_prefix = test\n";
  await writeFile(join(folder, "swift.conf"), `${hash}\n[storage-policy:0]\nname = one\ndefault = yes\n`);
  const common = (port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
swift_dir = ${folder}
devices = ${join(folder, "disks")}
mount_check = false
workers = 0
user = ${userInfo().username}
recon_cache_path = ${folder}
`;
  for (const name of backends) {
    const app = `[pipeline:main]\npipeline = ${name}-server\n[app:${name}-server]\nuse = egg:swift#${name}\n`;
    await writeFile(join(folder, `${name}.conf`), `${common(ports[name])}${app}`);
    const builder = join(folder, `${name}.builder`);
    const ring = (...args: string[]) => run(join(programs, "swift-ring-builder"), [builder, ...args]);
    await ring("create", "4", "1", "0");
    await ring("add", `r1z1-127.0.0.1:${ports[name]}/one`, "1");
    await ring("rebalance");
  }
  await writeFile(join(folder, "proxy.conf"), `${common(ports.proxy)}${proxySettings(ports.cache)}`);
}

const proxySettings = (cachePort: number) => `[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cachePort}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
`;

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function waitForPort(port: number): Promise<void> {
  const start = performance.now();
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    if (performance.now() - start > 30_000) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
