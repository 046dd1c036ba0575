import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

type Made = { id: string; merges: { id: string }[] };
const post = (path: string, json: object, status = 201, who = ada) =>
  readAnswer<Made>(who.request(`/api/v1${path}`, { method: "POST", json }), status);
const make = (who = ada) => post("/contacts", { name: "Carla" }, 201, who);
/** Types of the events that say this id anywhere. */
const naming = async (id: string) => {
  const sql = "select type from events where strpos(facts::text, $1) > 0 or contact_id = $1 order by type";
  return (await all.world.rows<{ type: string }>(sql, [id])).map(({ type }) => type);
};
const erase = async (id: string) => {
  const within = { organizationId: ada.organizationId, workspaceId: ada.workspaceId };
  const begun = await beginRequest(all.world, { kind: "contact", id, within });
  await carryOut(all.world, begun.requestId);
  return (await receiptOf(all.world, begun)).receipt;
};

test("erasing a contact takes the events about them along, the receipt counts them, and everybody else's stay", async () => {
  const [{ id }, other, theirs] = [await make(), await make(), await make(all.bob)];
  await post(`/contacts/${id}/consents/give`, { purpose: "ai" });
  expect(await naming(id)).toEqual(["contact.created", "contact.updated"]);
  expect((await erase(id)).removed).toContainEqual({ label: "events", rows: 2 });
  expect(await naming(id)).toEqual([]);
  expect([await naming(other.id), await naming(theirs.id)]).toEqual([["contact.created"], ["contact.created"]]);
});

test("of a contact that is deleted at once one event stays: that they are gone", async () => {
  const [{ id }, other] = [await make(), await make()];
  await readAnswer(ada.request(`/api/v1/contacts/${id}`, { method: "DELETE" }), 204);
  expect(await naming(id)).toEqual(["contact.erased"]);
  expect(await naming(other.id)).toEqual(["contact.created"]);
});

test("what happened to a contact before it was merged goes with whoever it became part of, and not after a split", async () => {
  const [into, other] = [await make(), await make()];
  const merged = await post(`/contacts/${into.id}/merge`, { other_id: other.id }, 200);
  expect(await naming(other.id)).toEqual(["contact.created", "contact.merged"]);
  await post(`/contact-merges/${merged.merges[0]!.id}/split`, {});
  await erase(into.id);
  expect(await naming(into.id)).toEqual([]);
  expect(await naming(other.id)).toEqual(["contact.created", "contact.created"]);
  const third = await make();
  await post(`/contacts/${third.id}/merge`, { other_id: other.id }, 200);
  await erase(third.id);
  expect(await naming(other.id)).toEqual([]);
});
