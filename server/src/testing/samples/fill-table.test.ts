import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { open } from "../../framework/keys/sealing.ts";
import { fillTables, newWhose } from "./fill-table.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("every table gets a row for whom it is asked, also twice and for a second tenant", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  const first = await fillTables(world, ada);
  const again = await fillTables(world, ada);
  const other = await fillTables(world, bob);
  for (const { name } of tables) {
    expect(first.get(name), name).toBeDefined();
    expect(again.get(name), name).toBeDefined();
    expect(other.get(name), name).toBeDefined();
  }
});

test("what a person might have typed is sealed, and opens with the owner's key", async () => {
  const ada = await newWhose(world);
  const filled = await fillTables(world, ada, (_, column) => `canary in ${column}`);
  const users = tables.find((table) => table.name === "users")!;
  const row = filled.get("users")!;
  expect(JSON.stringify(row)).not.toContain("canary");
  const key = await world.app.keys.of({ kind: "user", id: ada.userId }, "account");
  expect(open(users, key, row, "account")).toMatchObject({ name: "canary in name", email: "canary in email" });
});
