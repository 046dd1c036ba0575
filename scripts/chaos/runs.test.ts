import { expect, test } from "vitest";
import { chaosRuns } from "./runs.ts";

test("every run that is begun is completed, and each of its writes happens once, whenever its worker is killed", async () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`chaos runs, seed ${seed}`);
  const report = await chaosRuns({ n: 2, seed, say: (line) => console.log(line) });
  expect(report).toMatchObject({ problems: [], kills: 2 });
});
