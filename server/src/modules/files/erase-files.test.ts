import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { filledPort } from "../../framework/ports.ts";
import { inScope, proveScope, readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { readAll } from "../../integrations/roles/object-store.contract.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { writeArchive } from "../../privacy/export/write-archive.ts";
import { cataloguePort, storedObjectsPort } from "../../privacy/public.ts";
import { objectStorePort } from "./contents/open-object.ts";
import { sweepObjects } from "./contents/sweep-objects.job.ts";
import { openFile, storeFile } from "./public.ts";

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

const store = () => filledPort(all.world.app.ports, objectStorePort);
const stored = async () => {
  const names: string[] = [];
  for await (const { name } of store().list()) names.push(name);
  return names.toSorted((a, b) => (a < b ? -1 : 1));
};

const workOf = (whose: Partial<{ userId: string; organizationId: string; workspaceId: string }>) => {
  const db = readIn(all.world.app.database, proveScope(whose));
  const principal = { kind: "system" as const, id: "test" };
  return makeWork(all.world.app, { db, principal, purpose: "files", log: all.world.app.log });
};
async function* bytesOf(content: Buffer) {
  yield await Promise.resolve(content);
}
async function keep(whose: TwoTenants["ada"], belongsTo: "me" | "workspace", content: Buffer) {
  const { userId, organizationId, workspaceId } = whose;
  const work = workOf({ userId, organizationId, workspaceId });
  return storeFile(work, bytesOf(content), { name: `../${belongsTo}: plan?.txt`, belongsTo });
}

test("another module stores a file and opens it again", async () => {
  const { userId, organizationId, workspaceId } = all.bob;
  const { id, type } = await keep(all.bob, "workspace", Buffer.from("what a module keeps"));
  expect(type).toBe("text/plain");
  const opened = await openFile(workOf({ userId, organizationId, workspaceId }), id);
  expect((await readAll(opened!.content({ start: 5, end: 6 }))).toString()).toBe("a");
});

test("an export has one's own files, and an organization's export has the workspace's, under names that are safe to unpack", async () => {
  const mine = await keep(all.ada, "me", Buffer.from("my own words"));
  const ours = await keep(all.ada, "workspace", Buffer.from("our words"));
  const archiveOf = async (subject: { kind: "user" | "organization"; id: string }) => {
    const about = { export_id: "prq_1", subject, made_at: all.world.clock.now().toISOString() };
    const means = { ...all.world.app };
    return readZip(
      await readAll(
        writeArchive({
          about,
          means,
          catalogue: filledPort(all.world.app.ports, cataloguePort),
          objects: filledPort(all.world.app.ports, storedObjectsPort),
        }),
      ),
    );
  };
  const user = await archiveOf({ kind: "user", id: all.ada.userId });
  expect(user.get(`files/${mine.id}/__me_ plan_.txt`)).toBe("my own words");
  expect([...user.values()].join()).not.toContain("our words");
  const organization = await archiveOf({ kind: "organization", id: all.ada.organizationId });
  expect(organization.get(`files/${ours.id}/__workspace_ plan_.txt`)).toBe("our words");
  expect([...organization.values()].join()).not.toContain("my own words");
});

test("erasing a person removes their own files from the store, counts them in the receipt, and leaves the workspace's", async () => {
  const content = randomBytes(300_000);
  const before = await stored();
  await keep(all.ada, "me", content);
  const kept = await keep(all.ada, "workspace", content);
  const begun = await beginRequest(all.world, { kind: "user", id: all.ada.userId });
  await carryOut(all.world, begun.requestId);
  const after = await stored();
  expect(await all.world.rows("select 1 from stored_objects where user_id = $1", [all.ada.userId])).toEqual([]);
  const left = await all.world.rows<{ object: string }>("select object from files where id = $1", [kept.id]);
  expect(after.filter((name) => !before.includes(name))).toEqual([left[0]!.object]);
  const { removed } = (await receiptOf(all.world, begun)).receipt;
  expect(removed).toContainEqual({ label: "private files", rows: 2 });
  expect(removed).toContainEqual({ label: "contents of files", rows: 2 });
});

test("erasing an organization removes everything its workspaces stored, members' own files included", async () => {
  await keep(all.bob, "me", randomBytes(10));
  await keep(all.bob, "workspace", randomBytes(10));
  const begun = await beginRequest(all.world, { kind: "organization", id: all.bob.organizationId });
  await carryOut(all.world, begun.requestId);
  expect(
    await all.world.rows("select 1 from stored_objects where organization_id = $1", [all.bob.organizationId]),
  ).toEqual([]);
});

test("the sweep removes what nothing names once it is a day old, known or not, and nothing that is named", async () => {
  const { visitor, world } = all;
  const named = (await stored())[0]!;
  const [noted, unknown] = [`${"a".repeat(64)}-1`, `${"b".repeat(64)}-1`];
  for (const name of [noted, unknown]) await (await store().stage(bytesOf(randomBytes(9)))).publish(name);
  const scope = proveScope({ userId: visitor.userId });
  await inScope(world.app.database, scope, (db) =>
    db.query("insert into stored_objects (name, user_id, organization_id, created_at) values ($1, $2, 'org_x', $3)", [
      noted,
      visitor.userId,
      world.clock.now(),
    ]),
  );
  const context = {
    ...workOf({}),
    signal: new AbortController().signal,
    attempt: 1,
    inScope: () => Promise.reject(new Error("no step")),
  };
  await sweepObjects.run(context, {});
  expect(await stored()).toEqual(expect.arrayContaining([noted, unknown, named]));
  world.clock.advance(400 * dayMs); // the store's own times are today's
  await sweepObjects.run({ ...context, at: world.clock.now() }, {});
  const left = await stored();
  expect(left).toContain(named);
  expect(left).not.toContain(noted);
  expect(left).not.toContain(unknown);
});
