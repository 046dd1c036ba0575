import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { askAnonymously, type Person, signIn, signUp, untilIdle } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { openWorld, type World } from "../../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  [ada, bob] = [await signUp(world, "Ada"), await signUp(world, "Bob")];
});
afterAll(() => world.close());

const guess = async (whose: Person, n: number) =>
  (await askAnonymously(world, "/api/v1/sessions", { email: whose.email, password: `guess ${n}` }, `203.0.113.${n}`))
    .status;
const guessAtOnce = (whose: Person, from: number, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => guess(whose, from + n)));
const toldOf = async (person: Person) => {
  await untilIdle(world);
  const { data } = await readAnswer<{ data: { kind: string }[] }>(
    person.request("/api/v1/me/security-events?limit=100"),
    200,
  );
  return data.map(({ kind }) => kind).filter((kind) => kind.startsWith("sign_in.many"));
};

test("of wrong tries that come at once none goes uncounted, and each number is told once", async () => {
  await world.owner.query(
    "create function wait() returns trigger language plpgsql as 'begin perform pg_sleep(0.2); return new; end'",
  );
  await world.owner.query("create trigger wait after insert on sign_in_tries for each row execute function wait()");
  expect(new Set(await guessAtOnce(ada, 1, 12))).toEqual(new Set([401]));
  await world.owner.query("drop trigger wait on sign_in_tries");
  expect((await toldOf(ada)).toSorted()).toEqual(["sign_in.many_failures", "sign_in.many_networks"]); // the 8th, the 5th
});

test("a right one starts the count anew", async () => {
  await guessAtOnce(bob, 101, 4);
  world.clock.advance(minuteMs);
  bob = await signIn(world, bob);
  world.clock.advance(minuteMs);
  await guessAtOnce(bob, 111, 4);
  expect(await toldOf(bob)).toEqual([]);
  await guess(bob, 121);
  expect(await toldOf(bob)).toEqual(["sign_in.many_networks"]);
});
