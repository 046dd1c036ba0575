import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs } from "../../framework/clock.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { mailedToken, type Person, readMailbox, signUp, withOrganization } from "../../testing/people.ts";
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

test("without a mail server mails wait for the operator, and for nobody else", async () => {
  const [mail] = await readMailbox(ada);
  expect(mail).toMatchObject({ to: bob.email, subject: "Confirm your address" });
  expect(mail!.text).toContain("http://localhost:4600/verify-email#token=");
  expect(await readRefusal(bob.request("/api/v1/operator/mailbox"))).toBe("403 request.not_allowed");
  expect(await readRefusal(world.request("/api/v1/operator/mailbox"))).toBe("401 request.not_signed_in");
});

test("neither address nor link of a waiting mail can be read in the database", async () => {
  const token = await mailedToken(ada, bob.email);
  expect(await findInDatabase(world, token)).toEqual([]);
  expect(await findInDatabase(world, bob.email)).toEqual([]);
});

test("an invitation to someone without an account waits under the organization's key", async () => {
  const hers = await withOrganization(ada, "Analytical <b>Engines</b>\nLtd");
  const json = { email: "Zoe@example.test", role: "viewer" };
  await readAnswer(hers.request("/api/v1/invitations", { method: "POST", json }), 201);
  const mail = (await readMailbox(ada)).find(({ to }) => to === "zoe@example.test");
  expect(mail!.subject).toBe("You are invited to Analytical <b>Engines</b> Ltd");
  await world.rows("delete from subject_keys where subject_id = $1", [hers.organizationId]);
  world.clock.advance(10_000); // past every cache
  expect((await readMailbox(ada)).some(({ to }) => to === "zoe@example.test")).toBe(false);
});

test("a mail lies there for a week and no longer", async () => {
  world.clock.advance(6 * dayMs);
  expect((await readMailbox(ada)).length).toBeGreaterThan(0);
  world.clock.advance(dayMs + hourMs);
  await until(
    async () =>
      (await world.rows("select id from deliveries where kind = 'mail' and payload is not null")).length === 0,
  );
  expect(await readMailbox(ada)).toEqual([]);
});
