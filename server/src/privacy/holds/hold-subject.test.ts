import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { dayMs } from "../../framework/clock.ts";
import type { Subject } from "../../framework/context.ts";
import { filledPort } from "../../framework/ports.ts";
import { acrossTenants, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { catalogueOf } from "../catalogue.ts";
import { destroyKeys } from "../destroy-keys.ts";
import { forgetKeysPort } from "../keys.ts";
import { sweepExpired } from "../retention/sweep-expired.ts";
import { beginRequest, carryOut, receiptOf } from "../testing/begin-request.ts";
import { holdSubject, type KeyHold, readHeldKey, releaseSubject } from "./hold-subject.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const asUser = ({ userId }: Whose): Subject => ({ kind: "user", id: userId });
const hold = (subject: Subject, more: Partial<KeyHold> = {}) =>
  acrossTenants(world.app.database, "test", (db) => holdSubject(db, { holdId: "hld_1", subject, ...more }));
const release = (subject: Subject, holdId = "hld_1") =>
  acrossTenants(world.app.database, "test", (db) => releaseSubject(db, { holdId, subject }));
const end = (subject: Subject) => acrossTenants(world.app.database, "test", (db) => destroyKeys(db, subject));
const left = async ({ id }: Subject) =>
  (await world.rows<{ cls: string }>("select cls from subject_keys where subject_id = $1 order by cls", [id])).map(
    ({ cls }) => cls,
  );
const opens = async (subject: Subject) => {
  filledPort(world.app.ports, forgetKeysPort)(subject.id);
  return (await world.app.keys.many(subject.kind, [subject.id], "account")).size === 1;
};
const held = (subject: Subject, holdId = "hld_1") =>
  acrossTenants(world.app.database, "test", (db) =>
    readHeldKey(db, world.keyring, { holdId, subject, cls: "account" }),
  );

test("an erasure during a hold sets the keys aside: the product finds none, the claim does, the receipt says so", async () => {
  const ada = await newWhose(world);
  await fillTables(world, ada);
  const before = (await world.app.keys.of(asUser(ada), "account")).bytes;
  await hold(asUser(ada), { classes: ["account", "conversation"] });
  expect(await opens(asUser(ada))).toBe(true);
  const begun = await beginRequest(world, asUser(ada));
  await carryOut(world, begun.requestId);
  expect(await opens(asUser(ada))).toBe(false);
  expect((await held(asUser(ada)))?.bytes.equals(before)).toBe(true);
  expect(await left(asUser(ada))).toEqual(expect.arrayContaining(["account", "conversation"]));
  const { receipt } = await receiptOf(world, begun);
  expect(receipt.limits.filter((one) => one.includes("legal hold"))).toEqual([
    expect.stringContaining("account, conversation"),
  ]);
  expect(await release(asUser(ada))).toBe(2);
  expect(await left(asUser(ada))).not.toContain("account");
});

test("of two holds the last one released destroys, and of a living subject nothing", async () => {
  const [ada, bob] = [asUser(await newWhose(world)), asUser(await newWhose(world))];
  await hold(ada);
  await hold(ada, { holdId: "hld_2" });
  await hold(ada, { holdId: "hld_2" }); // asked twice
  await hold(bob);
  await end(ada);
  expect(await release(ada)).toBe(0);
  expect(await held(ada, "hld_2")).toBeDefined();
  expect(await held(ada)).toBeUndefined();
  expect(await release(ada, "hld_2")).toBe(9);
  expect(await release(bob)).toBe(0);
  expect(await opens(bob)).toBe(true);
  await end(bob);
  expect(await left(bob)).toEqual([]);
});

test("a retention sweep passes over a held key, and takes it when it is released", async () => {
  const ada = asUser(await newWhose(world));
  const at = new Date(world.clock.now().getTime() - dayMs);
  await world.rows("update subject_keys set destroy_at = $2 where subject_id = $1 and cls = 'billing'", [ada.id, at]);
  await hold(ada);
  const db = readIn(world.app.database, {});
  const principal = { kind: "system" as const, id: "test" };
  const means = makeWork(world.app, { db, principal, purpose: "account", log: world.app.log });
  await sweepExpired(means, catalogueOf(tables));
  expect(await left(ada)).toContain("billing");
  await release(ada);
  await sweepExpired(means, catalogueOf(tables));
  expect(await left(ada)).not.toContain("billing");
  expect(await left(ada)).toContain("account");
});

test("an organization's hold is its contacts' too, and nobody else's", async () => {
  const ada = await newWhose(world);
  const organization: Subject = { kind: "organization", id: ada.organizationId };
  const contact = "update subject_keys set organization_id = $2 where subject_id = $1";
  const [carl, other] = [asUser(await newWhose(world)), asUser(await newWhose(world))];
  await world.rows(contact, [carl.id, organization.id]);
  expect(await hold(organization)).toBe(18);
  await end(carl);
  await end(other);
  expect([(await left(carl)).length, (await left(other)).length]).toEqual([9, 0]);
  expect(await release(organization)).toBe(9);
});
