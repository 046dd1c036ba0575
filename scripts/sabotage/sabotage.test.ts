import { expect, test } from "vitest";
import { runSabotages } from "./run-sabotages.ts";
import { sabotages } from "./sabotages.ts";

/** One of each kind; `npm run sabotage` breaks them all. */
const few = new Set(["a policy lets every organization see a table", "analytics may read what is kept of a session"]);

test("a promise that is broken on purpose turns red, by a patch or in the database", async () => {
  const chosen = sabotages.filter(({ what }) => few.has(what));
  const outcomes = await runSabotages(chosen, { copies: 1, say: () => undefined });
  expect(outcomes.map(({ promise, isRed }) => ({ promise, isRed }))).toEqual([
    { promise: "session.meta", isRed: true },
    { promise: "tenancy.isolation", isRed: true },
  ]);
});
