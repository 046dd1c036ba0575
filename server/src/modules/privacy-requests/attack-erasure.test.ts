import { afterAll, beforeAll, expect, test } from "vitest";
import { type RetentionClass, retentionClasses } from "../../framework/columns.ts";
import type { KeyStore } from "../../framework/context.ts";
import { filledPort } from "../../framework/ports.ts";
import { cataloguePort, storedObjectsPort, writeArchive } from "../../privacy/public.ts";
import { beginRequest, carryOut } from "../../privacy/testing/begin-request.ts";
import { collect, readZip } from "../../privacy/testing/read-zip.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Asked = { id: string; receipt_token: string };
const post = (path: string, json: object, who = ada) => who.request(`/api/v1${path}`, { method: "POST", json });
const makeContact = async () =>
  (await readAnswer<{ id: string }>(post("/contacts", { name: "Carla of the Canary" }), 201)).id;
const subjectOf = (id: string) => {
  const { organizationId, workspaceId } = ada;
  return { kind: "contact" as const, id, within: { organizationId, workspaceId } };
};
const erase = (id: string) => post("/contact-requests", { contact_id: id, kind: "erase", immediately: true });

test("an export during which its subject is erased is broken off: none that can be opened has less than was there", async () => {
  const { world } = all;
  const id = await makeContact();
  const archive = (keys = world.app.keys) =>
    writeArchive({
      about: { export_id: "prq_1", subject: subjectOf(id), made_at: world.clock.now().toISOString() },
      means: { ...world.app, keys },
      catalogue: filledPort(world.app.ports, cataloguePort),
      objects: filledPort(world.app.ports, storedObjectsPort),
    });
  const files = await readZip(await collect(archive()));
  expect(files.get("json/contacts.json")).toContain("Carla of the Canary");
  // As a process has them that read the keys just before: it opens whatever rows are still there.
  const ask = async (cls: RetentionClass) => [cls, await world.app.keys.many("contact", [id], cls)] as const;
  const known = new Map(await Promise.all(retentionClasses.map(ask)));
  let erased: Promise<void> | undefined;
  const eraseMeanwhile = async () => carryOut(world, (await beginRequest(world, subjectOf(id))).requestId);
  const many: KeyStore["many"] = async (_kind, _ids, cls) => {
    await (erased ??= eraseMeanwhile());
    return known.get(cls)!;
  };
  await expect(collect(archive({ ...world.app.keys, many }))).rejects.toThrow("erased while it was written");
  expect(await world.rows("select 1 from contacts where id = $1", [id])).toEqual([]);
});

test("of two who ask at once to erase the same contact one is told so, and one receipt comes of it", async () => {
  const id = await makeContact();
  const answers = await Promise.all([erase(id), erase(id), erase(id)]);
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([201, 409, 409]);
  const { id: request } = (await answers.find(({ ok }) => ok)!.json()) as Asked;
  const sql = "select id from privacy_requests where contact_id = $1";
  expect(await all.world.rows(sql, [id])).toEqual([{ id: request }]);
});

test("processes that carry the same erasure out at once write one receipt, and tell of it once", async () => {
  const { world } = all;
  const id = await makeContact();
  const before = await world.rows("select 1 from receipts");
  const { requestId } = await beginRequest(world, subjectOf(id));
  await Promise.all([carryOut(world, requestId), carryOut(world, requestId), carryOut(world, requestId)]);
  expect(await world.rows("select 1 from receipts")).toHaveLength(before.length + 1);
  expect(await world.rows("select 1 from contacts where id = $1", [id])).toEqual([]);
});

test("an organization asks nothing about another one's contact, and steers none of its requests", async () => {
  const id = await makeContact();
  const { bob } = all;
  for (const kind of ["export", "erase"])
    expect(await readRefusal(post("/contact-requests", { contact_id: id, kind }, bob))).toBe("404 request.not_found");
  const own = await readAnswer<Asked>(post("/contact-requests", { contact_id: id, kind: "erase" }), 201);
  expect(await readRefusal(post(`/contact-requests/${own.id}/withdraw`, {}, bob))).toBe("404 request.not_found");
  expect(await readRefusal(bob.request(`/api/v1/contact-requests/${own.id}/archive`))).toBe("404 request.not_found");
  expect(await readRefusal(ada.request(`/api/v1/contact-requests/${own.id}/archive`))).toBe(
    "409 privacy_requests.wrong_state",
  );
  const mine = await readAnswer<Asked>(post("/privacy-requests", { kind: "export", subject: "me" }), 201);
  expect(await readRefusal(bob.request(`/api/v1/privacy-requests/${mine.id}/archive`))).toBe("404 request.not_found");
});

test("an erasure that was withdrawn is withdrawn once, and its token opens nothing", async () => {
  const id = await makeContact();
  const { id: request, receipt_token } = await readAnswer<Asked>(
    post("/contact-requests", { contact_id: id, kind: "erase" }),
    201,
  );
  const withdraw = () => post(`/contact-requests/${request}/withdraw`, {});
  const statuses = (await Promise.all([withdraw(), withdraw()])).map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([200, 409]);
  expect(await readRefusal(all.world.request(`/api/v1/receipts/${receipt_token}`))).toBe("404 request.not_found");
  expect((await ada.request(`/api/v1/contacts/${id}`)).status).toBe(200);
});
