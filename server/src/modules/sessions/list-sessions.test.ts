import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs } from "../../framework/clock.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { type Person, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

type Listed = {
  data: {
    id: string;
    ip: string;
    user_agent: string;
    country: string | null;
    method: string | null;
    current: boolean;
    last_active_at: string;
    expires_at: string;
  }[];
};
const list = async (person: Person) => (await readAnswer<Listed>(person.request("/api/v1/sessions"), 200)).data;
const end = (person: Person, id: string) => person.request(`/api/v1/sessions/${id}`, { method: "DELETE" });

test("a person sees where they are signed in, and which session asks; nobody else's", async () => {
  const elsewhere = await signIn(world, { ...bob, ip: "10.4.0.9" });
  const sessions = await list(bob);
  expect(sessions.map(({ ip, current }) => `${ip} ${current}`).toSorted()).toEqual(
    ["10.4.0.9 false", `${bob.ip} true`].toSorted(),
  );
  expect(sessions.map(({ method }) => method)).toEqual(["password", "password"]);
  expect(sessions.every(({ user_agent }) => user_agent === "Mozilla/5.0 (test)")).toBe(true);
  expect((await list(elsewhere)).find(({ current }) => current)?.ip).toBe("10.4.0.9");
  const hers = await list(ada);
  expect(hers.some(({ id }) => sessions.some((one) => one.id === id))).toBe(false);
  expect(await findInDatabase(world, "10.4.0.9")).toEqual([]);
  expect(await findInDatabase(world, "Mozilla/5.0 (test)")).toEqual([]);
});

test("a session tells the country of its address, approximately; the database does not", async () => {
  const inJapan = await signIn(world, { ...bob, ip: "133.11.0.1" });
  const countries = (await list(inJapan)).map(({ country }) => country);
  expect(countries).toContain("JP");
  expect(countries).toContain(null);
  expect(await findInDatabase(world, '"JP"')).toEqual([]);
});

test("a session that is ended is refused at once; another person's cannot be ended", async () => {
  const elsewhere = await signIn(world, bob);
  const { id } = (await list(elsewhere)).find(({ current }) => current)!;
  expect(await readRefusal(end(ada, id))).toBe("404 request.not_found");
  expect((await end(bob, id)).status).toBe(204);
  expect(await readRefusal(elsewhere.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect(await readRefusal(end(bob, id))).toBe("404 request.not_found");
});

test("signing out ends this session and its cookie", async () => {
  const here = await signIn(world, bob);
  const answer = await end(here, "current");
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^avow-session=;.*Expires=Thu, 01 Jan 1970/);
  expect(await readRefusal(here.request("/api/v1/me"))).toBe("401 request.not_signed_in");
});

test("ending all others keeps the one that asks", async () => {
  const others = [await signIn(world, bob), await signIn(world, bob)];
  expect((await end(bob, "others")).status).toBe(204);
  for (const other of others) expect(await readRefusal(other.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect(await list(bob)).toHaveLength(1);
  expect(await list(ada)).toHaveLength(1);
});

test("activity is noted, and puts off the end; after two idle weeks the session has ended", async () => {
  const cleo = await signUp(world, "Cleo");
  const [before] = await list(cleo);
  world.clock.advance(10 * dayMs);
  const [after] = await list(cleo);
  expect(after!.id).toBe(before!.id);
  await until(async () => (await list(cleo))[0]!.last_active_at === world.clock.now().toISOString());
  world.clock.advance(13 * dayMs);
  expect(await list(cleo)).toHaveLength(1);
  world.clock.advance(14 * dayMs + 1);
  expect(await readRefusal(cleo.request("/api/v1/me"))).toBe("401 request.not_signed_in");
});

test("even in daily use a session ends after ninety days, and one sweep later its row is gone", async () => {
  const dora = await signUp(world, "Dora");
  for (let day = 0; day < 80; day += 10) {
    expect((await dora.request("/api/v1/me")).status).toBe(200);
    world.clock.advance(10 * dayMs);
  }
  expect((await dora.request("/api/v1/me")).status).toBe(200);
  world.clock.advance(10 * dayMs);
  expect(await readRefusal(dora.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  world.clock.advance(hourMs);
  await until(
    async () =>
      (await world.rows("select id from sessions where expires_at <= $1 or idle_expires_at <= $1", [world.clock.now()]))
        .length === 0,
  );
  expect(await world.rows("select id from sessions where user_id = $1", [dora.userId])).toEqual([]);
});
