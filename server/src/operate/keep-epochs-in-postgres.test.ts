import { expect, test } from "vitest";
import { describeEpochStore } from "../testing/describe-epoch-store.ts";
import { openFreshDatabase } from "../testing/processes/start-avow.ts";
import { openWorld } from "../testing/world.ts";
import { keepEpochsInPostgres } from "./keep-epochs-in-postgres.ts";

describeEpochStore("A second PostgreSQL database", async () => {
  const { url, drop } = await openFreshDatabase();
  return { open: () => keepEpochsInPostgres({ url, deployment: () => "ours" }), close: drop };
});

test("deployments that share a database see their own keys only, and one's end is not the other's", async () => {
  const { url, drop } = await openFreshDatabase();
  const [ours, theirs] = ["ours", "theirs"].map((name) => keepEpochsInPostgres({ url, deployment: () => name }));
  await ours!.make("2026-03-01");
  expect(await theirs!.read()).toEqual([]);
  await theirs!.make("2026-03-01");
  await ours!.destroy("2026-03-01");
  expect([(await ours!.read()).length, (await theirs!.read()).length]).toEqual([0, 1]);
  await drop();
});

test("the database of the data itself is refused, and so is one that is not there", async () => {
  const world = await openWorld();
  const own = keepEpochsInPostgres({ url: world.urls.owner, deployment: () => "ours" });
  await expect(own.read()).rejects.toThrow("protect nothing");
  await world.close();
  const nowhere = keepEpochsInPostgres({ url: "postgres://nobody:x@127.0.0.1:1/none", deployment: () => "ours" });
  await expect(nowhere.read()).rejects.toThrow("cannot be reached (ECONNREFUSED)");
});
