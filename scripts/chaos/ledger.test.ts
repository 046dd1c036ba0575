import { expect, test } from "vitest";
import { chaosLedger } from "./ledger.ts";

test("every micro-credit is accounted for while web, worker and database are killed in the middle of paid calls", async () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`chaos ledger, seed ${seed}`);
  const report = await chaosLedger({ n: 3, seed, say: (line) => console.log(line) });
  expect(report).toMatchObject({ problems: [], kills: 3, asked: 150 });
});
