import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const facts = () => readAnswer(world.request("/api/v1/deployment"), 200);
const update = (person: Person, json: object, headers: Record<string, string> = {}) =>
  person.request("/api/v1/operator/settings", { method: "PATCH", json, headers });

test("anyone may know how to get in, and whether someone runs this", async () => {
  const known = {
    sign_up: "invited",
    age_minimum: 18,
    mail: "mailbox",
    sandbox: true,
    version: "0.0.0-test",
    google: false,
  };
  expect(await facts()).toEqual({ ...known, has_owner: false });
  ada = await signUp(world, "Ada");
  expect(await facts()).toEqual({ ...known, has_owner: true });
});

test("the operator changes who may sign up; nobody else does, or reads the settings", async () => {
  bob = await signUp(world, "Bob");
  expect(await readAnswer(update(ada, { sign_up: "closed" }), 200)).toMatchObject({
    sign_up: "closed",
    age_minimum: 18,
    smtp: { configured: false, host: null },
  });
  expect(await facts()).toMatchObject({ sign_up: "closed" });
  expect(await readRefusal(update(bob, { sign_up: "open" }))).toBe("403 request.not_allowed");
  expect(await readRefusal(bob.request("/api/v1/operator/settings"))).toBe("403 request.not_allowed");
  expect(await readRefusal(world.request("/api/v1/operator/settings"))).toBe("401 request.not_signed_in");
  expect(await facts()).toMatchObject({ sign_up: "closed" });
});

test("settings that changed since they were read are not overwritten", async () => {
  const etag = (await ada.request("/api/v1/operator/settings")).headers.get("etag")!;
  expect((await update(ada, { sign_up: "open" }, { "if-match": etag })).status).toBe(200);
  expect(await readRefusal(update(ada, { sign_up: "closed" }, { "if-match": etag }))).toBe("412 request.changed");
  const next = (await ada.request("/api/v1/operator/settings")).headers.get("etag")!;
  const modes = ["open", "closed", "invited"];
  const both = await Promise.all(modes.map((sign_up) => update(ada, { sign_up }, { "if-match": next })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  expect(await readRefusal(update(ada, { sign_up: "maybe" }))).toBe("422 request.invalid");
});

test("every change is in the audit log, with who made it", async () => {
  const entries = await world.rows(
    "select user_id, target, log_id from audit_entries where action = 'deployment.settings_changed'",
  );
  expect(entries.length).toBeGreaterThan(1);
  expect(new Set(entries.map(({ user_id, target, log_id }) => `${user_id} ${target} ${log_id}`))).toEqual(
    new Set([`${ada.userId} settings deployment`]),
  );
});
