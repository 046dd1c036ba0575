import fs from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { embeddedFiles } from "../embedded-files.ts";
import { waitUntil } from "../fixtures/testing/wait-until.ts";
import { openLeases, type SupervisorRecord } from "./leases.ts";
import { readLines } from "./read-lines.ts";

async function open() {
  const dataDir = fs.mkdtempSync(join(tmpdir(), "avow-leases-test-"));
  const files = embeddedFiles(dataDir);
  fs.mkdirSync(files.folder);
  const changes: boolean[] = [];
  const leases = await openLeases(files, (isReleased) => void changes.push(isReleased));
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    leases.close();
    fs.rmSync(dataDir, { recursive: true });
  });
  const { port, token } = JSON.parse(fs.readFileSync(files.record, "utf8")) as SupervisorRecord;
  const approach = (words: string | Buffer) => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    socket.on("error", () => socket.destroy()); // cut off, as some of these tests mean to be
    socket.write(words);
    return { socket, next: readLines(socket) };
  };
  return { leases, changes, token, approach };
}

test("a lease needs the token, and what has none is told nothing", async () => {
  const { leases, token, approach } = await open();
  leases.announce({ answer: "ready", port: 25_000 });
  const stranger = approach(`${"x".repeat(token.length)}\n`);
  expect(await stranger.next()).toBeUndefined();
  expect(leases.count()).toBe(0);
});

test("a holder is told at once that it holds, then what becomes of the database, and ends with its connection", async () => {
  const { leases, changes, token, approach } = await open();
  const { socket, next } = approach(`${token}\n`);
  expect(await next()).toBe('{"answer":"held"}');
  leases.announce({ answer: "ready", port: 25_000 });
  expect(await next()).toBe('{"answer":"ready","port":25000}');
  expect(leases.count()).toBe(1);
  socket.destroy();
  await waitUntil(() => leases.count() === 0);
  expect(changes).toEqual([false, false]);
});

test("who releases a lease is let go at once while others hold, and waits for the database's end as the last", async () => {
  const { leases, changes, token, approach } = await open();
  const [one, two] = [approach(`${token}\n`), approach(`${token}\n`)];
  await Promise.all([one.next(), two.next()]);
  one.socket.write("release\n");
  expect(await one.next()).toBeUndefined();
  two.socket.write("release\n");
  await waitUntil(() => leases.count() === 0);
  expect(two.socket.destroyed).toBe(false);
  expect(changes).toEqual([false, false, true, true]);
});

test("a flood instead of a token is cut off", async () => {
  const { leases, approach } = await open();
  expect(await approach(Buffer.alloc(100_000, "a")).next()).toBeUndefined();
  expect(leases.count()).toBe(0);
});

test("no lease is taken after the close", async () => {
  const { leases, token, approach } = await open();
  const early = approach("");
  await new Promise((resolve) => early.socket.once("connect", resolve));
  leases.close();
  early.socket.write(`${token}\n`);
  expect(await early.next()).toBeUndefined();
  expect(leases.count()).toBe(0);
});
