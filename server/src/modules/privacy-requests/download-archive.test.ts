import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, secondMs } from "../../framework/clock.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { type Person, type PersonWithOrganization, signIn, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada Canary"), "Canary Works");
  bob = await joinOrganization(ada, await signUp(world, "Bob"), "viewer");
});
afterAll(() => world.close());

const path = "/api/v1/privacy-requests";
type Asked = { id: string; state: string; archive: { bytes: null; expires_at: string } | null; receipt_token: null };
const ask = (person: Person, json: object = { kind: "export", subject: "me" }) =>
  readAnswer<Asked>(person.request(path, { method: "POST", json }), 201);

async function download(person: Person, { id }: Asked): Promise<Map<string, string>> {
  const answer = await person.request(`${path}/${id}/archive`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="avow-export-${id}.zip"`);
  return readZip(Buffer.from(await answer.arrayBuffer()));
}
const rowsOf = (files: Map<string, string>, table: string) =>
  JSON.parse(files.get(`json/${table}.json`) ?? "null") as Record<string, unknown>[];

test("an export is there at once, and carries what the person gave and did", async () => {
  const asked = await ask(ada);
  expect(asked).toMatchObject({ state: "completed", receipt_token: null });
  const plan = await readAnswer<{ items: { table: string; action: string }[] }>(
    ada.request(`${path}/${asked.id}/plan`),
    200,
  );
  expect(plan.items).toContainEqual(expect.objectContaining({ table: "users", rows: 1, action: "export" }));
  const files = await download(ada, asked);
  expect(rowsOf(files, "users")).toMatchObject([{ id: ada.userId, name: "Ada Canary", email: ada.email }]);
  expect(rowsOf(files, "memberships")).toMatchObject([{ organization_id: ada.organizationId, role: "owner" }]);
  expect(rowsOf(files, "sessions")).toMatchObject([{ client: { ip: ada.ip, user_agent: "Mozilla/5.0 (test)" } }]);
  expect(rowsOf(files, "audit_entries").map(({ action }) => action)).toContain("organization.created");
  expect(JSON.parse(files.get("export.json") ?? "")).toMatchObject({
    export_id: asked.id,
    subject: { id: ada.userId },
  });
  expect([...files.values()].join("")).not.toMatch(/\$argon2|Canary Works/);
});

test("an organization's export has what is the organization's, and is its owners' alone", async () => {
  const about = { kind: "export", subject: "organization", organization_id: ada.organizationId };
  expect(await readRefusal(bob.request(path, { method: "POST", json: about }))).toBe("403 request.not_allowed");
  const asked = await ask(ada, about);
  const files = await download(ada, asked);
  expect(rowsOf(files, "organizations")).toMatchObject([{ name: "Canary Works" }]);
  expect(new Set(rowsOf(files, "memberships").map(({ role }) => role))).toEqual(new Set(["owner", "viewer"]));
  expect([...files.values()].join("")).not.toMatch(new RegExp(`Ada Canary|${ada.email}|${bob.email}`));
  expect(await readRefusal(bob.request(`${path}/${asked.id}/archive`))).toBe("404 request.not_found");
});

test.each([
  [{ kind: "export", subject: "me", organization_id: "org_01m7ypqh91e8m80tj0n3a2kz0m" }],
  [{ kind: "export", subject: "organization" }],
  [{ kind: "everything", subject: "me" }],
  [{ kind: "export", subject: "me", more: 1 }],
])("a request that does not say clearly what it is about is refused: %j", async (json) => {
  expect(await readRefusal(ada.request(path, { method: "POST", json }))).toBe("422 request.invalid");
});

test("an erasure has no archive", async () => {
  const asked = await ask(bob, { kind: "erase", subject: "me" });
  expect(asked.archive).toBeNull();
  expect(await readRefusal(bob.request(`${path}/${asked.id}/archive`))).toBe("409 privacy_requests.wrong_state");
});

test("after a week an export can no longer be downloaded, and is swept with its request", async () => {
  const asked = await ask(ada);
  expect(Date.parse(asked.archive?.expires_at ?? "") - world.clock.now().getTime()).toBe(7 * dayMs);
  world.clock.advance(7 * dayMs - secondMs);
  const again = await signIn(world, ada);
  await download(again, asked);
  world.clock.advance(secondMs);
  // From this second on the sweep may come at any time, and then there is no request either.
  const refused = await readRefusal(again.request(`${path}/${asked.id}/archive`));
  expect(["409 privacy_requests.export_lapsed", "404 request.not_found"]).toContain(refused);
  const answer = await again.request(`${path}/${asked.id}`);
  const left = answer.status === 404 ? undefined : await readAnswer<Asked>(answer, 200);
  expect(left?.archive ?? null).toBeNull();
});

test("a suspended organization's owner can still take its data along", async () => {
  const about = { kind: "export", subject: "organization", organization_id: ada.organizationId };
  await world.rows("update organizations set suspended_at = $1 where organization_id = $2", [
    world.clock.now(),
    ada.organizationId,
  ]);
  const again = await signIn(world, ada);
  expect(rowsOf(await download(again, await ask(again, about)), "organizations")).toMatchObject([
    { name: "Canary Works" },
  ]);
  await world.rows("update organizations set suspended_at = null where organization_id = $1", [ada.organizationId]);
});
