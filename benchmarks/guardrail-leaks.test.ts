import { expect, test } from "vitest";
import { tryPrompts } from "./leaks/try-prompts.ts";
import { places } from "./leaks/ways-out.ts";

test("nothing of what is planted in prompts arrives, whichever way they leave, and answers come back as they would have", async () => {
  const seed = String(Math.floor(Math.random() * 1e9));
  console.log(`guardrail leaks, seed ${seed}`);
  const n = Object.keys(places).length + 14;
  const trial = await tryPrompts(n, seed);
  expect(trial).toMatchObject({ asked: n, leaks: [], unequal: [], failures: [] });
  expect(trial.echoes).toBeGreaterThan(n / 4);
  expect(trial.blocked).toBeLessThan(n / 3);
});
