import { expect, test } from "vitest";
import { chaosDeliveries } from "./deliveries.ts";

test("every effect that was asked for ends, as its timeline says, and never happens twice, whatever is killed", async () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`chaos deliveries, seed ${seed}`);
  const report = await chaosDeliveries({ n: 200, seed, say: (line) => console.log(line) });
  expect(report).toMatchObject({ problems: [] });
  expect(report["kills"]).toBeGreaterThanOrEqual(3);
});
