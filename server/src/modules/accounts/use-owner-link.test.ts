import { afterEach, beforeEach, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../framework/clock.ts";
import { askAnonymously, birthDate, cookieOf, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { issueOwnerLink } from "../deployment/public.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const person = (name: string, owner_token: string | undefined) => ({
  email: `${name}@example.test`,
  password: `${name} has a long secret`,
  name,
  birth_date: birthDate,
  owner_token,
});
const ask = (name: string, token: string | undefined, ip = "10.0.0.1") =>
  askAnonymously(world, "/api/v1/users", person(name, token), ip);

test("the owner link makes an operator who is signed in at once", async () => {
  const answer = await ask("ada", await issueOwnerLink(world.app));
  const headers = { cookie: cookieOf(answer) };
  expect(await answer.json()).toEqual({ next: "signed_in" });
  expect(await readAnswer(world.request("/api/v1/me", { headers }), 200)).toMatchObject({
    operator: true,
    organizations: [],
    user: { email: "ada@example.test" },
  });
});

test("of many who use it at once, exactly one becomes operator, and the others leave nothing", async () => {
  const token = await issueOwnerLink(world.app);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(`racer-${i}`, token, `10.0.1.${i}`)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201,
    ...Array.from({ length: 7 }, () => 422),
  ]);
  expect(await world.rows("select is_operator from users")).toEqual([{ is_operator: true }]);
  expect(await world.rows("select distinct subject_id from subject_keys")).toHaveLength(1);
});

test("once there is an operator the link is dead, and no start prints another", async () => {
  const token = await issueOwnerLink(world.app);
  await signUp(world, "Ada");
  expect(await readRefusal(ask("mallory", token))).toBe("422 users.owner_link_spent");
  expect(await issueOwnerLink(world.app)).toBeUndefined();
  expect(await world.rows("select 1 from owner_links")).toEqual([]);
});

test("one sweep after it was used, nothing is left of the link", async () => {
  await signUp(world, "Ada");
  expect(await world.rows("select 1 from owner_links")).toHaveLength(1);
  await world.work();
  world.clock.advance(hourMs);
  await until(async () => (await world.rows("select 1 from owner_links")).length === 0);
});

test("a later start prints a new link and ends the old one; starts at the same moment don't", async () => {
  const first = await issueOwnerLink(world.app);
  const beside = await issueOwnerLink(world.app);
  expect(await world.rows("select 1 from owner_links")).toHaveLength(2);
  world.clock.advance(2 * minuteMs);
  const later = await issueOwnerLink(world.app);
  for (const old of [first, beside]) expect(await readRefusal(ask("ada", old))).toBe("422 users.owner_link_spent");
  expect((await ask("ada", later)).status).toBe(201);
});

test("a guessed token opens nothing, also while there is no owner", async () => {
  await issueOwnerLink(world.app);
  expect(await readRefusal(ask("mallory", "A".repeat(43)))).toBe("422 users.owner_link_spent");
  expect(await readRefusal(ask("mallory", ""))).toBe("422 users.owner_link_spent");
  expect(await readRefusal(ask("mallory", undefined))).toBe("403 users.invitation_needed");
});
