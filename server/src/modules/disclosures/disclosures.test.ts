import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../framework/clock.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";

type Case = { id: string; state: string; rows: number | null; is_notice_due: boolean };
type Approval = { id: string; subject: string; hash: string; summary: string };

let all: TwoTenants;
let ada: PersonWithOrganization;
let [eve, gus]: PersonWithOrganization[] = [];
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  eve = await joinOrganization(ada, await signUp(all.world, "Eve"), "approver");
  gus = await joinOrganization(ada, await signUp(all.world, "Gus"), "admin");
});
afterAll(() => all.world.close());

const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1${path}`, { method: "POST", json });
const said = {
  authority: "Public prosecutor of Kiel, file 590 Js 1/26",
  legal_basis: "Section 95 StPO, order of 3 November 2026",
  extent: "Everything of October 2026",
};
async function makeContact(): Promise<string> {
  const { id } = await readAnswer<{ id: string }>(post(ada, "/contacts", { name: "Sought Person" }), 201);
  return id;
}
const open = async (more: object = {}) =>
  readAnswer<Case>(post(ada, "/disclosures", { contact_id: await makeContact(), ...said, ...more }), 201);
const get = async (id: string) => {
  const { data } = await readAnswer<{ data: Case[] }>(ada.request("/api/v1/disclosures?limit=100"), 200);
  return data.find((one) => one.id === id)!;
};
const approvalOf = async (id: string) => {
  const { data } = await readAnswer<{ data: Approval[] }>(ada.request("/api/v1/approvals?limit=100"), 200);
  return data.find(({ subject }) => subject === id)!;
};
async function approve(who: PersonWithOrganization, caseId: string): Promise<Response> {
  const { id, hash } = await approvalOf(caseId);
  return post(who, `/approvals/${id}/approve`, { hash });
}
async function openApproved(more: object = {}): Promise<Case> {
  const { id } = await open(more);
  for (const who of [eve!, gus!]) await readAnswer(approve(who, id), 200);
  return until(async () => {
    const one = await get(id);
    return one.state === "approved" && one;
  });
}
const archive = (who: PersonWithOrganization, id: string) => who.request(`/api/v1/disclosures/${id}/archive`);
const handOut = (id: string) => post(ada, `/disclosures/${id}/hand-out`, { handed_to: "Officer Hansen, by courier" });
const tell = (id: string) => post(ada, `/disclosures/${id}/tell`, { told_how: "message" });

test("nothing is handed out before two others approved the whole of the case, and then on record", async () => {
  const { id } = await open();
  const { summary } = await approvalOf(id);
  for (const words of Object.values(said)) expect(summary).toContain(words);
  expect(await readRefusal(approve(ada, id))).toBe("403 approvals.own");
  await readAnswer(approve(eve!, id), 200);
  expect(await readRefusal(archive(ada, id))).toBe("404 request.not_found");
  expect(await readRefusal(handOut(id))).toBe("409 disclosures.wrong_state");
  await readAnswer(approve(gus!, id), 200);
  await until(async () => (await get(id)).state === "approved");
  expect(await readRefusal(archive(eve!, id))).toBe("403 request.not_allowed");
  const zip = await readZip(Buffer.from(await (await archive(ada, id)).arrayBuffer()));
  expect(String(zip.get("json/contacts.json"))).toContain("Sought Person");
  const given = await readAnswer<Case>(handOut(id), 200);
  expect(given).toMatchObject({ state: "handed_out", is_notice_due: true });
  expect(given.rows).toBeGreaterThan(0);
  expect(await readRefusal(handOut(id))).toBe("409 disclosures.wrong_state");
  const noted = await all.world.rows<{ action: string }>(
    "select action from audit_entries where target = $1 order by action",
    [id],
  );
  expect(noted.map(({ action }) => action)).toEqual([
    "disclosure.asked",
    "disclosure.downloaded",
    "disclosure.handed_out",
  ]);
  expect(await readAnswer<Case>(tell(id), 200)).toMatchObject({ is_notice_due: false });
  expect(await readRefusal(tell(id))).toBe("409 disclosures.told");
});

test("who may not be told yet is told from the day on, and the notice is due then", async () => {
  const withheld_until = later(all.world.clock.now(), 10 * dayMs).toISOString();
  const { id } = await openApproved({ withheld_until, withheld_because: "The order says so" });
  expect(await readAnswer<Case>(handOut(id), 200)).toMatchObject({ is_notice_due: false });
  expect(await readRefusal(tell(id))).toBe("409 disclosures.withheld");
  const { years } = await readAnswer<{ years: object[] }>(ada.request("/api/v1/disclosure-counts"), 200);
  expect(years).toMatchObject([{ asked: 2, handed_out: 2, told: 1, withheld: 1, refused: 0 }]);
  all.world.clock.advance(10 * dayMs);
  const fresh = await signIn(all.world, ada);
  const inTenant = { "avow-organization": ada.organizationId, "avow-workspace": ada.workspaceId };
  ada = {
    ...ada,
    request: (path, init = {}) => fresh.request(path, { ...init, headers: { ...inTenant, ...init.headers } }),
  };
  expect(await get(id)).toMatchObject({ is_notice_due: true });
  await readAnswer(tell(id), 200);
});

test("what was refused stays closed; another workspace reaches no case and names no contact of this one", async () => {
  const { id } = await open();
  const contact_id = await makeContact();
  expect(await readRefusal(tellAs(all.bob, id))).toBe("404 request.not_found");
  expect(await readRefusal(post(all.bob, "/disclosures", { contact_id, ...said }))).toBe("404 request.not_found");
  const approval = await approvalOf(id);
  const no = { hash: approval.hash, reason: "The order names nobody" };
  await readAnswer(post(ada, `/approvals/${approval.id}/reject`, no), 200);
  await until(async () => (await get(id)).state === "refused");
  expect(await readRefusal(handOut(id))).toBe("409 disclosures.wrong_state");
  expect(await readRefusal(archive(ada, id))).toBe("404 request.not_found");
});

const tellAs = (who: PersonWithOrganization, id: string) =>
  post(who, `/disclosures/${id}/tell`, { told_how: "message" });
