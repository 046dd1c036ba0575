import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "../../testing/find-in-database.ts";
import { askAnonymously, birthDate, type Person, signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
beforeAll(async () => {
  world = await openWorld(); // without a worker: only what the requests themselves do
  ada = await signUp(world, "Ada");
  const json = { sign_up: "open" };
  await readAnswer(ada.request("/api/v1/operator/settings", { method: "PATCH", json }), 200);
});
afterAll(() => world.close());

/** What a request writes, table by table, and what it answers. */
async function watch(path: string, json: object) {
  const before = await countRows(world);
  const answer = await askAnonymously(world, path, json, "10.3.0.1");
  const after = await countRows(world);
  const written = Object.entries(after).flatMap(([name, rows]) =>
    rows === before[name] ? [] : [[name, rows - before[name]!]],
  );
  return { status: answer.status, body: await answer.text(), headers: [...answer.headers.keys()], written };
}

const person = { password: "something nobody guesses", name: "Someone", birth_date: birthDate };

test.each([
  ["/api/v1/users", person],
  ["/api/v1/password-resets", {}],
  ["/api/v1/email-verifications", {}],
])("%s writes and answers the same whether or not the address has an account", async (path, rest) => {
  await watch(path, { ...rest, email: "first@example.test" }); // makes the limit's row
  const unknown = await watch(path, { ...rest, email: "unknown@example.test" });
  const known = await watch(path, { ...rest, email: ada.email });
  expect(known).toEqual(unknown);
  expect(known.written.length).toBeGreaterThan(0);
});
