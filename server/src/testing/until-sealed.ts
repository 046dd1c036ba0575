import { untilIdle } from "./people.ts";
import { until, type World } from "./world.ts";

/** Waits until every audit entry is in its log: the sealer comes by each second, and the world's clock stands still. */
export async function untilSealed(world: World): Promise<void> {
  await until(async () => {
    world.clock.advance(1000);
    const waiting = await world.rows("select 1 from audit_entries where leaf_index is null limit 1");
    return waiting.length === 0;
  }, 30_000);
  await untilIdle(world);
}
