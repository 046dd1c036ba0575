import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProxy, type Proxy } from "../../testing/stand-ins/open-proxy.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { openLog } from "../log.ts";
import { openSignals, type Signals } from "./signals.ts";

let world: World;
let proxy: Proxy;
let signals: Signals;
beforeEach(async () => {
  world = await openWorld();
  proxy = await openProxy(world.urls.system);
  signals = openSignals(proxy.url, openLog({ level: "silent" }));
});
afterEach(async () => {
  await signals.close();
  await proxy.close();
  await world.close();
});

const notify = (channel: string, payload: string) => world.rows("select pg_notify($1, $2)", [channel, payload]);
/** Heard once the server listens: whatever was said before is lost, and an empty payload says so. */
async function listen(channel: string) {
  const heard: string[] = [];
  const stop = signals.subscribe(channel, (payload) => void heard.push(payload));
  await until(() => heard.includes(""));
  heard.length = 0;
  return { heard, stop };
}

test("each listener hears its own channel, in order, until it stops", async () => {
  const [a, also, b] = [await listen("cnv_a"), await listenAgain("cnv_a"), await listen("cnv_b")];
  for (const payload of ["1", "2", "3"]) await notify("cnv_a", payload);
  await notify("cnv_b", "x");
  await until(() => b.heard.length > 0 && a.heard.length >= 3);
  expect([a.heard, also.heard, b.heard]).toEqual([["1", "2", "3"], ["1", "2", "3"], ["x"]]);
  a.stop();
  await notify("cnv_a", "4");
  await until(() => also.heard.includes("4"));
  expect(a.heard).toEqual(["1", "2", "3"]);
});

/** A second listener of a channel needs no word from the server. */
async function listenAgain(channel: string) {
  const heard: string[] = [];
  const stop = signals.subscribe(channel, (payload) => void heard.push(payload));
  return { heard, stop };
}

test("a channel that nobody listens to any more is given up, and can be taken up again", async () => {
  const first = await listen("cnv_a");
  first.stop();
  const again = await listen("cnv_a");
  await notify("cnv_a", "new");
  await until(() => again.heard.includes("new"));
  expect(first.heard).toEqual([]);
});

test.each([
  ["breaks", () => proxy.refuse()],
  ["falls silent without a word", async () => proxy.silence()],
])("when the connection %s everybody looks again once it is back, and hears what is said then", async (_, goAway) => {
  const [a, b] = [await listen("cnv_a"), await listen("cnv_b")];
  await goAway();
  await notify("cnv_a", "lost");
  await sleep(5000);
  await proxy.open();
  await until(() => [a, b].every(({ heard }) => heard.includes("")));
  await notify("cnv_a", "heard");
  await until(() => a.heard.includes("heard"));
  expect(a.heard).not.toContain("lost");
});

test("whoever begins to listen while the database is away is heard when it is back", async () => {
  await listen("cnv_a");
  await proxy.refuse();
  const { heard } = await listenAgain("cnv_late");
  await sleep(700);
  await proxy.open();
  await until(() => heard.includes(""));
  await notify("cnv_late", "here");
  await until(() => heard.includes("here"));
  expect(heard.at(-1)).toBe("here");
});

test("closing waits for nothing, also while the database is silent", async () => {
  await listen("cnv_a");
  proxy.silence();
  const started = performance.now();
  await signals.close();
  expect(performance.now() - started).toBeLessThan(4000);
});
