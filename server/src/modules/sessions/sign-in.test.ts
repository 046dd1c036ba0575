import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { askAnonymously, type Person, signIn, signUp } from "../../testing/people.ts";
import { readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const ask = (email: string, password: string, ip = "10.5.0.1") =>
  askAnonymously(world, "/api/v1/sessions", { email, password }, ip);

test("a wrong password and an address nobody has are refused alike", async () => {
  const answers = await Promise.all([
    ask(bob.email, "not bob's password"),
    ask("nobody@example.test", "not bob's password"),
  ]);
  const [wrong, unknown] = await Promise.all(
    answers.map(async (one) => ({ ...((await one.json()) as object), request_id: "" })),
  );
  expect(wrong).toMatchObject({ status: 401, code: "sessions.refused" });
  expect(unknown).toEqual(wrong);
});

test("guessing at one account from one place has to wait; the person elsewhere, and others in that place, do not", async () => {
  const guesses = [];
  for (let i = 0; i < 9; i++) guesses.push(await ask(bob.email, `guess ${i}`, "10.5.1.1"));
  expect(guesses.map(({ status }) => status)).toEqual([...Array.from({ length: 8 }, () => 401), 429]);
  expect(Number(guesses[8]!.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask(bob.email, bob.password, "10.5.1.1")).status).toBe(429);
  expect((await ask(bob.email, bob.password, "10.5.1.2")).status).toBe(201);
  expect((await ask(ada.email, ada.password, "10.5.1.1")).status).toBe(201);
  world.clock.advance(2 * minuteMs);
  expect((await ask(bob.email, bob.password, "10.5.1.1")).status).toBe(201);
});

test("guesses at once are counted like guesses one by one", async () => {
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(ada.email, `guess ${i}`, "10.5.2.1")));
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(8);
});

test("signing in again in the same browser ends the session it had", async () => {
  const before = await signIn(world, bob);
  const headers = { "avow-csrf": "1", "content-type": "application/json", cookie: before.cookie };
  const answer = await world.request("/api/v1/sessions", {
    method: "POST",
    headers,
    body: JSON.stringify({ email: ada.email, password: ada.password }),
    ip: "10.5.3.1",
  });
  expect(answer.status).toBe(201);
  expect(await readRefusal(before.request("/api/v1/me"))).toBe("401 request.not_signed_in");
  expect((await bob.request("/api/v1/me")).status).toBe(200);
});

test("the cookie can be read by no script and sent by no other site, and only its hash is stored", async () => {
  const [set] = (await ask(ada.email, ada.password, "10.5.4.1")).headers.getSetCookie();
  expect(set).toMatch(/^avow-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
  const token = /=([\w-]+);/.exec(set!)![1]!;
  const sessions = await world.rows<{ row: string }>("select s::text as row from sessions s");
  expect(sessions.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString("hex")))).toBe(
    false,
  );
});

test("a hash of another cost is made anew at the next sign-in, and the password stays", async () => {
  const costOf = () => world.rows("select hash from credentials where user_id = $1", [bob.userId]);
  const before = await costOf();
  world.app.deployment.passwordCost = { memoryKiB: 20 * 1024, passes: 2, lanes: 1 };
  await signIn(world, bob);
  const after = await costOf();
  expect(after).not.toEqual(before);
  await signIn(world, bob);
  expect(await costOf()).toEqual(after);
});

test("a write with a cookie but without our header is refused", async () => {
  const headers = { "content-type": "application/json" };
  const answer = world.request("/api/v1/sessions", {
    method: "POST",
    headers,
    body: JSON.stringify({ email: ada.email, password: ada.password }),
  });
  expect(await readRefusal(answer)).toBe("403 request.cross_site");
});
