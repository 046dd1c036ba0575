import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { joinOrganization } from "../../testing/join-organization.ts";
import { type PersonWithOrganization, signIn, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Version = { version: number; hash: string; is_material: boolean; effective_at: string; published_at: string };
type Page = { current: Version | null; coming: Version | null; document: string };

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"), "Lovelace Ltd");
});
afterAll(() => world.close());

const profile = {
  legal_name: "Analytical Engines GmbH",
  seat: "Unter den Linden 1, Berlin",
  country: "DE",
  service_name: "Engines",
  privacy_contact: "privacy@engines.test",
  security_contact: "security@engines.test",
};
const describeOperator = async (fields: object) => {
  const etag = (await ada.request("/api/v1/operator/profile")).headers.get("etag")!;
  const init = { method: "PATCH", json: fields, headers: { "if-match": etag } };
  return ada.request("/api/v1/operator/profile", init);
};
const publish = () => ada.request("/api/v1/policy-versions", { method: "POST", json: {} });
const page = () => readAnswer<Page>(world.request(`/api/v1/trust/organizations/${ada.organizationId}`), 200);

test("nothing is published while the operator's name is empty or a placeholder", async () => {
  expect(await readRefusal(publish())).toBe("422 policy_versions.operator_blank");
  await readAnswer(describeOperator({ ...profile, legal_name: "[TODO]" }), 200);
  expect(await readRefusal(publish())).toBe("422 policy_versions.operator_blank");
  await readAnswer(describeOperator(profile), 200);
});

test("what is published can be read without an account, and its bytes are those of the sealed hash", async () => {
  const first = await readAnswer<Version>(publish(), 201);
  expect(first).toMatchObject({ version: 1, is_material: false });
  const { current, document } = await page();
  expect(current?.hash).toBe(first.hash);
  for (const words of ["Lovelace Ltd", profile.legal_name, "Bundesbeauftragte", "kept for 30 days"])
    expect(document).toContain(words);
  const path = `/api/v1/trust/organizations/${ada.organizationId}/versions/1`;
  const bytes = Buffer.from(await (await world.request(path)).arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(first.hash);
  const sealed = await world.rows("select 1 from audit_entries where action = 'policy.published' and target = $1", [
    first.hash,
  ]);
  expect(sealed).toHaveLength(1);
  expect(await readRefusal(publish())).toBe("409 policy_versions.unchanged");
});

test("a weaker version waits for the notice period while the old one holds, and every member is told", async () => {
  const bob = await signUp(world, "Bob");
  await joinOrganization(ada, bob, "viewer");
  const before = await page();
  // The weaker value was announced and is in force by now; the page that says so still has to be.
  await world.rows(
    `insert into deployment_policy_settings (id, parameter, setting, version, effective_at, created_at)
     values ('pst_00000000000000000000000000', 'retention.log_days', '{"value": 60}', 1, $1, $1)`,
    [world.clock.now()],
  );
  await until(async () => {
    const draft = await readAnswer<{ is_material: boolean }>(ada.request("/api/v1/policy-versions/preview"), 200);
    return draft.is_material; // a policy is remembered for half a second
  });
  const second = await readAnswer<Version>(publish(), 201);
  expect(second.is_material).toBe(true);
  expect(Date.parse(second.effective_at) - Date.parse(second.published_at)).toBe(30 * dayMs);
  expect(await page()).toMatchObject({ current: before.current, coming: { version: 2 }, document: before.document });
  world.clock.advance(30 * dayMs);
  expect(await page()).toMatchObject({ current: { version: 2 }, coming: null });
});

test("whoever declines is recorded with the version's hash, and can still take their data and leave", async () => {
  const again = await signIn(world, ada);
  const inTenant = { "avow-organization": ada.organizationId };
  const answer = { version: 2, answer: "declined" };
  const path = "/api/v1/policy-versions/answer";
  await readAnswer(again.request(path, { method: "POST", json: answer, headers: inTenant }), 204);
  const { current } = await page();
  const [row] = await world.rows<{ hash: string; answer: string }>("select hash, answer from policy_acceptances");
  expect(row).toEqual({ hash: current?.hash, answer: "declined" });
  const leave = { kind: "export", subject: "me" };
  await readAnswer(again.request("/api/v1/privacy-requests", { method: "POST", json: leave }), 201);
});
