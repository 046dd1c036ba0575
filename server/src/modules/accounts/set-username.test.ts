import { afterAll, beforeAll, expect, test } from "vitest";
import { askAnonymously, type Person, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
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

const choose = (person: Person, username: string | null) =>
  person.request("/api/v1/me/username", { method: "PUT", json: { username } });

test("a person signs in with the user name as with the address, however it is written", async () => {
  expect(await readAnswer(choose(ada, " Ada.Lovelace "), 200)).toMatchObject({ username: "ada.lovelace" });
  expect((await signIn(world, { ...ada, email: "ADA.lovelace" })).userId).toBe(ada.userId);
  expect((await signIn(world, ada)).userId).toBe(ada.userId);
  await expect(signIn(world, { ...ada, email: "ada.lovelace", password: bob.password })).rejects.toThrow("refused");
  await expect(signIn(world, { ...bob, email: "ada.lovelace" })).rejects.toThrow("refused");
});

test("a name belongs to one person, and reserved ones to nobody", async () => {
  expect(await readRefusal(choose(bob, "ADA.LOVELACE"))).toBe("409 users.username_taken");
  expect(await readRefusal(choose(bob, "ad-min"))).toBe("409 users.username_taken");
  expect(await readRefusal(choose(bob, "bob@home"))).toBe("422 request.invalid");
  expect(await readAnswer(bob.request("/api/v1/me"), 200)).toMatchObject({ user: { username: null } });
});

test("a name given up signs nobody in, and can be had by others", async () => {
  await readAnswer(choose(ada, null), 200);
  await expect(signIn(world, { ...ada, email: "ada.lovelace" })).rejects.toThrow("refused");
  await readAnswer(choose(bob, "ada.lovelace"), 200);
  expect((await signIn(world, { ...bob, email: "ada.lovelace" })).userId).toBe(bob.userId);
});

test("the database knows a user name only sealed and as a keyed hash", async () => {
  await readAnswer(choose(ada, "countess"), 200);
  const [row] = await world.rows<{ username: Buffer; username_index: Buffer }>(
    "select username, username_index from users where id = $1",
    [ada.userId],
  );
  expect(row!.username.includes("countess")).toBe(false);
  expect(row!.username_index).toHaveLength(32);
});

test("tries by user name and by address count together", async () => {
  await readAnswer(choose(bob, "bobby"), 200);
  const tries = [];
  for (let i = 0; i < 10; i++) {
    const asked = { email: i % 2 ? "bobby" : bob.email, password: "a wrong password" };
    tries.push(await readRefusal(askAnonymously(world, "/api/v1/sessions", asked, "10.40.0.1")));
  }
  expect(tries.filter((answer) => answer === "401 sessions.refused")).toHaveLength(8);
  expect(tries.at(-1)).toBe("429 request.too_many");
});
