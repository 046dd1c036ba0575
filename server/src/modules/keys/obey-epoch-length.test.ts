import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later, secondMs } from "../../framework/clock.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { type Person, signIn, signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

type Listed = { days: number; data: { ends_by: string | null }[] };

/** Nothing works here: an epoch that is due would be ended while its ages are tried. */
let world: World;
let ada: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
});
afterAll(() => world.close());

const list = async () => readAnswer<Listed>(ada.request("/api/v1/operator/key-epochs"), 200);
const verdict = async () => (await runProbes(world.app, ["retention.backup"]))[0]!;

const containing = (text: string): unknown => expect.stringContaining(text);

test("the promise is broken an instant after an epoch should have ended, and kept until then", async () => {
  const at = (daysAgo: number, moreMs: number) =>
    world.rows("update key_epochs set begun_at = $1", [
      new Date(world.clock.now().getTime() - daysAgo * dayMs - moreMs),
    ]);
  await at(7, -1000);
  expect(await verdict()).toMatchObject({ outcome: "kept" });
  await at(7, 0);
  expect(await verdict()).toMatchObject({ outcome: "kept" });
  await at(7, 1000);
  expect(await verdict()).toMatchObject({ outcome: "broken", finding: { wrong: containing("older") } });
  await at(0, 0);
});

test("the operator's policy is obeyed: a stricter length at once, a longer one by epochs that begin under it", async () => {
  const { clock } = world;
  const set = (what: string, values: unknown[]) => world.rows(`update key_epochs set ${what}`, values);
  const begun = (daysAgo: number, days: number | null) =>
    set("begun_at = $1, days = $2", [later(clock.now(), -daysAgo * dayMs), days]);
  const seconds = async (daysAgo: number, days: number | null) => {
    const seen = [];
    for (const ms of [-secondMs, 0, secondMs]) {
      await begun(daysAgo, days);
      await set("begun_at = begun_at - $1 * interval '1 ms'", [ms]);
      seen.push((await verdict()).outcome);
    }
    return seen;
  };
  const choose = async (days: number) => {
    const values = { "backup.kek_epoch_days": days };
    await readAnswer(ada.request("/api/v1/operator/policy", { method: "PATCH", json: { values } }), 200);
    clock.advance(31 * dayMs); // a longer one is announced first
    ada = await signIn(world, ada);
    expect((await list()).days).toBe(days);
  };
  await choose(3);
  expect(await seconds(3, 7)).toEqual(["kept", "kept", "broken"]);
  await begun(1, 7);
  expect((await list()).data[0]).toMatchObject({ ends_by: later(clock.now(), 2 * dayMs).toISOString() });
  await choose(10);
  expect(await seconds(10, 10)).toEqual(["kept", "kept", "broken"]);
  expect(await seconds(3, 3)).toEqual(["kept", "kept", "broken"]);
  expect(await seconds(10, null)).toEqual(["kept", "kept", "broken"]);
  await begun(0, null);
});
