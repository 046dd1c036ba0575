import { expect, test } from "vitest";
import { chaosGround } from "./ground.ts";

test("nothing acknowledged is lost and nothing is done twice while web, worker and database are killed", async () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`chaos ground, seed ${seed}`);
  const report = await chaosGround({ n: 3, seed, say: (line) => console.log(line) });
  expect(report).toMatchObject({ problems: [], kills: 3, people: 4 });
});
