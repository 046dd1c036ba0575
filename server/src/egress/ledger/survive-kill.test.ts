import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { hourMs } from "../../framework/clock.ts";
import type { SpendingPlace } from "../../testing/processes/spending-process.ts";
import { openWorld, until } from "../../testing/world.ts";
import { openBooks, readTotals } from "./testing/open-books.ts";

const kills = 4;
const plenty = 1_000_000_000;

test("whenever its caller is killed, entries sum to zero and each reservation ends once", async () => {
  const world = await openWorld();
  const books = await openBooks(world, "Ada");
  const { organizationId } = books.owner;
  await books.give(plenty);
  for (let i = 0; i < kills; i++) {
    const child = fork(join(import.meta.dirname, "../../testing/processes/spending-process.ts"), {
      execArgv: [],
      stdio: "inherit",
    });
    const { deployment } = world.app;
    const place: SpendingPlace = {
      urls: world.urls,
      keysFolder: world.keysFolder,
      deployment,
      organizationId,
      name: `life ${i}`,
    };
    child.send(place);
    await once(child, "message");
    await sleep(20 + Math.random() * 200);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    const { balance, held, ...rest } = await readTotals(world, organizationId);
    expect(rest).toEqual({ entries: 0, off: 0, remaining: balance, reserved: held });
  }
  world.clock.advance(hourMs);
  await world.work();
  const after = await until(async () => {
    const totals = await readTotals(world, organizationId);
    return totals.held === 0 && totals;
  });
  const charged =
    "select coalesce(sum(charged), 0)::float8 as sum, count(*)::int as count from ledger_reservations where organization_id = $1";
  const [ended] = await world.rows<{ sum: number; count: number }>(charged, [organizationId]);
  expect(ended!.count).toBeGreaterThan(kills);
  expect(after).toEqual({
    entries: 0,
    off: 0,
    balance: plenty - ended!.sum,
    held: 0,
    remaining: plenty - ended!.sum,
    reserved: 0,
  });
  await world.close();
});
