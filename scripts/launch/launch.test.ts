import { spawn } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Checkout, fakePack, lockfile, openCheckout } from "./testing/open-checkout.ts";

test("a command that is not there is answered with those that are", async () => {
  const { launch } = openCheckout();
  const { words, ended } = launch(["strat"]);
  expect(await ended).toBe(2);
  expect(words()).toContain('There is no command "strat"');
  expect(words()).toMatch(/start +start Avow/);
});

test("a program gets its arguments, and its exit code is the launcher's", async () => {
  const { launch } = openCheckout();
  const { words, ended } = launch(["test", "one.test.ts"]);
  expect(await ended).toBe(3);
  expect(words()).toContain("tests one.test.ts");
});

test("packages are installed when they are missing or not those of the lockfile, and else left alone", async () => {
  const { launch, root, write } = openCheckout();
  const runs = async () => {
    const { words, ended } = launch(["test"]);
    await ended;
    return words().includes("Installing packages");
  };
  expect(await runs()).toBe(true);
  expect(await runs()).toBe(false);
  write("package-lock.json", lockfile("2"));
  expect(await runs()).toBe(false); // nothing in it differs from what is installed
  const locked = JSON.parse(lockfile("3")) as { packages: Record<string, object> };
  write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  locked.packages["node_modules/elsewhere"] = { version: "1.0.0", optional: true, os: ["aix"], cpu: ["ppc64"] };
  write("package-lock.json", JSON.stringify(locked));
  expect(await runs()).toBe(false); // what is for other platforms is never there
  fs.rmSync(join(root, "node_modules"), { recursive: true });
  write("package-lock.json", lockfile("4"));
  expect(await runs()).toBe(true);
});

test("launchers that start at once fetch, install and build once", async () => {
  const checkout = openCheckout();
  const { npm, integrity } = fakePack(checkout.root);
  pin(checkout, integrity);
  const launched = [1, 2, 3].map(() =>
    checkout.launch(["build"], { nodeVersion: "20.19.0", env: { npm_execpath: npm } }),
  );
  expect(await Promise.all(launched.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  expect(checkout.notes().slice(0, 2)).toEqual(["npm pack", "npm ci"]);
  expect(checkout.notes().filter((note) => note.startsWith("npm"))).toHaveLength(2);
  expect(fs.readFileSync(join(checkout.root, "web/dist/index.html"), "utf8")).toBe("<p>first</p>");
  expect(fs.existsSync(join(checkout.root, ".avow-install"))).toBe(false);
});

test("an install whose process was killed does not stand in the way of the next", async () => {
  const { launch, root, write } = openCheckout();
  write(".avow-install/holder", "4194304 1"); // no process has this number
  write(".avow-install/cache/kept", "what the killed install had put aside");
  expect(await launch(["test"]).ended).toBe(3);
  expect(fs.existsSync(join(root, ".avow-install"))).toBe(false);
  expect(fs.existsSync(join(root, "node_modules/.cache/avow/kept"))).toBe(true);
});

test("the dashboard is built when its sources changed, by content, and what is there stays when a build fails", async () => {
  const checkout = openCheckout();
  const start = async () => {
    const { process: launcher, ended } = await launchServer(checkout);
    launcher.kill("SIGTERM");
    await ended;
    return checkout.notes().filter((note) => note === "built").length;
  };
  expect(await start()).toBe(1);
  fs.utimesSync(join(checkout.root, "web/index.html"), 1, 1);
  expect(await start()).toBe(1);
  checkout.write("web/index.html", "<p>second</p>");
  expect(await start()).toBe(2);
  checkout.write("web/index.html", "broken");
  const { words, ended } = checkout.launch(["start"]);
  expect(await ended).toBe(1);
  expect(words()).toContain("index.html is broken");
  expect(fs.readFileSync(join(checkout.root, "web/dist/index.html"), "utf8")).toBe("<p>second</p>");
});

test.each(["SIGINT", "SIGTERM"] as const)("%s reaches the program once, however often it echoes", async (signal) => {
  const checkout = openCheckout();
  const { process: launcher, ended } = await launchServer(checkout);
  for (let echo = 0; echo < 3; echo += 1) launcher.kill(signal);
  expect(await ended).toBe(7);
  expect(checkout.notes().filter((note) => note.startsWith("SIG"))).toEqual([signal]);
});

test("a program that a signal ended ends the launcher by the same", async () => {
  const checkout = openCheckout();
  const { ended, pid } = await launchServer(checkout);
  process.kill(pid, "SIGKILL");
  expect(await ended).toBe("SIGKILL");
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "npm that gets %s takes the program along, which stops cleanly",
  async (signal) => {
    const checkout = openCheckout();
    const npm = spawn("npm", ["start"], {
      cwd: checkout.root,
      env: { ...process.env, NOTES: join(checkout.root, "notes") },
    });
    while (!checkout.notes().some((note) => note.startsWith("started"))) await sleep(20);
    npm.kill(signal);
    await waitForNote(checkout, "SIGTERM");
    const [, pid] =
      checkout
        .notes()
        .find((note) => note.startsWith("started"))
        ?.split(" ") ?? [];
    while (isRunning(Number(pid))) await sleep(20);
    expect(checkout.notes().filter((note) => note.startsWith("SIG"))).toEqual(["SIGTERM"]);
  },
);

test("a launcher that is killed takes its program along, which still stops cleanly", async () => {
  const checkout = openCheckout();
  const { process: launcher } = await launchServer(checkout);
  launcher.kill("SIGKILL");
  await waitForNote(checkout, "SIGTERM");
  expect(checkout.notes().filter((note) => note.startsWith("SIG"))).toEqual(["SIGTERM"]);
});

test("a Node that is too old is replaced by the pinned one, once, which outlives an install", async () => {
  const checkout = openCheckout();
  const { npm, integrity } = fakePack(checkout.root);
  pin(checkout, integrity);
  checkout.write("scripts/test.ts", 'console.log("fetched", process.env["FETCHED"]);');
  const old = { nodeVersion: "20.19.0", env: { npm_execpath: npm } };
  const first = checkout.launch(["test"], old);
  expect(await first.ended, first.words()).toBe(0);
  expect(first.words()).toContain("fetched yes");
  const second = checkout.launch(["test"], old);
  expect(await second.ended, second.words()).toBe(0);
  expect(checkout.notes()).toEqual(["npm pack", "npm ci"]);
});

test("a Node that is not the pinned one is refused, and nothing of it is run or kept", async () => {
  const checkout = openCheckout();
  const { npm } = fakePack(checkout.root);
  pin(checkout, `sha512-${"A".repeat(86)}==`);
  const { words, ended } = checkout.launch(["test"], { nodeVersion: "20.19.0", env: { npm_execpath: npm } });
  expect(await ended).toBe(1);
  expect(words()).toMatch(/is not what Avow pins/);
  expect(fs.readdirSync(join(checkout.root, "node_modules/.cache/avow"))).toEqual([]);
});

test.each([
  ["20.19.0", true],
  ["22.17.1", true],
  ["23.11.0", true],
  ["22.18.0", false],
  ["24.0.0", false],
  ["26.1.0", false],
])("Node %s is too old: %s", async (nodeVersion, isTooOld) => {
  const checkout = openCheckout();
  const { npm } = fakePack(checkout.root);
  pin(checkout, "sha512-none");
  const { words, ended } = checkout.launch(["test"], { nodeVersion, env: { npm_execpath: npm } });
  expect(await ended).toBe(isTooOld ? 1 : 3);
  expect(words().includes("too old for Avow")).toBe(isTooOld);
});

async function launchServer(checkout: Checkout) {
  const before = checkout.notes().length;
  const launched = checkout.launch(["start", "--role", "web"]);
  while (
    !checkout
      .notes()
      .slice(before)
      .some((note) => note.startsWith("started"))
  )
    await sleep(20);
  const [, pid, , ...args] =
    checkout
      .notes()
      .findLast((note) => note.startsWith("started"))
      ?.split(" ") ?? [];
  expect(args).toEqual(["--role", "web"]);
  return { ...launched, pid: Number(pid) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // there is no such process
  }
}

async function waitForNote(checkout: Checkout, note: string): Promise<void> {
  while (!checkout.notes().includes(note)) await sleep(20);
}

function pin({ write }: Checkout, integrity: string): void {
  const runtime = { package: "node-of-ours", version: "24.99.0", integrity, program: "bin/node" };
  const platform = `${process.platform}-${process.arch}`;
  write(
    "scripts/launch/pinned-runtimes.mjs",
    `export const pinnedRuntimes = ${JSON.stringify({ [platform]: runtime })};`,
  );
}
