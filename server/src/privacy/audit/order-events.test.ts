import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../framework/ids.ts";
import { newWhose } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { orderEvents } from "./order-events.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function say(organizationId: string | null, ...types: string[]): Promise<void> {
  for (const type of types) {
    await world.rows(
      "insert into events (id, organization_id, type, facts, created_at) values ($1, $2, $3, '{}', $4)",
      [newId("evt", world.clock.now()), organizationId, type, world.clock.now()],
    );
  }
}

const orderOf = async (organizationId: string | null) =>
  (
    await world.rows<{ type: string; sequence: number }>(
      "select type, sequence from events where organization_id is not distinct from $1 order by sequence",
      [organizationId],
    )
  ).map(({ type, sequence }) => `${sequence} ${type}`);

test("each organization's events are numbered in the order they were written, also within one instant", async () => {
  const [ada, bob] = [await newWhose(world), await newWhose(world)];
  await say(ada.organizationId, "a", "b", "c");
  await say(bob.organizationId, "x");
  await say(null, "n");
  await orderEvents(world.app);
  await say(ada.organizationId, "d");
  await Promise.all([orderEvents(world.app), orderEvents(world.app)]);
  expect(await orderOf(ada.organizationId)).toEqual(["1 a", "2 b", "3 c", "4 d"]);
  expect(await orderOf(bob.organizationId)).toEqual(["1 x"]);
  expect(await orderOf(null)).toEqual(["1 n"]);
});

test("numbers go on where they were when old events have been swept", async () => {
  const { organizationId } = await newWhose(world);
  await say(organizationId, "a", "b");
  await orderEvents(world.app);
  await world.rows("delete from events where organization_id = $1", [organizationId]);
  await say(organizationId, "c");
  await orderEvents(world.app);
  expect(await orderOf(organizationId)).toEqual(["3 c"]);
});

test("more events than fit a batch are all numbered, none twice", async () => {
  const { organizationId } = await newWhose(world);
  await world.rows(
    "insert into events (id, organization_id, type, facts, created_at) select 'evt_' || n, $1, 'many', '{}', $2 from generate_series(1, 2300) n",
    [organizationId, world.clock.now()],
  );
  await orderEvents(world.app);
  const [found] = await world.rows<{ most: number; count: number }>(
    "select max(sequence) as most, count(distinct sequence) as count from events where organization_id = $1",
    [organizationId],
  );
  expect(found).toEqual({ most: 2300, count: 2300 });
});
