import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { secondMs } from "../../../framework/clock.ts";
import { filledPort } from "../../../framework/ports.ts";
import { proveScope, readIn } from "../../../framework/database/tenant.ts";
import { usageLogPort } from "../../../framework/usage-log.ts";
import { makeWork } from "../../../framework/work.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { Person } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { findObjection } from "../../mail/choices/find-objection.ts";

type Said = { state: string; said_in: string; text: string; text_version: number; text_hash: string };
type Consent = { purpose: string; is_given: boolean; text: string; text_hash: string; said: Said[] };

let all: TwoTenants;
beforeAll(async () => {
  all = await openTwoTenants();
});
afterAll(() => all.world.close());

const consentTo = async (who: Person, purpose: string) =>
  (await readAnswer<{ consents: Consent[] }>(who.request("/api/v1/me/consents"), 200)).consents.find(
    (one) => one.purpose === purpose,
  )!;
const withdraw = (who: Person, purpose: string) =>
  readAnswer(who.request("/api/v1/me/consents/withdraw", { method: "POST", json: { purpose } }), 200);
const patch = (who: Person, path: string, json: object) =>
  readAnswer(who.request(`/api/v1${path}`, { method: "PATCH", json, headers: { "if-match": "*" } }), 200);

/** Why no news would go to somebody now. */
function objectionOf({ userId }: Person) {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, proveScope({ userId })), ...facts });
  return findObjection(
    work,
    { user_id: userId, recipient: null, holder: userId, organization_id: null },
    "announcement",
  );
}
const seenScreens = async (who: Person) => {
  const json = { screen: "/trust/data", size: "large" };
  await readAnswer(who.request("/api/v1/me/screens", { method: "POST", json }), 204);
  await filledPort(all.world.app.ports, usageLogPort).flush();
  const sql = "select 1 from feature_events where user_id = $1 and screen is not null";
  return (await all.world.rows(sql, [who.userId])).length;
};

test("a consent shows to which words it was given, when and how; taking it back takes one call and bites at once", async () => {
  const { ada, bob } = all;
  expect(await consentTo(ada, "marketing")).toMatchObject({ is_given: false, said: [] });
  for (const who of [ada, bob]) await patch(who, "/me/mail-choices", { marketing: true });
  await patch(ada, "/me/mail-choices", { marketing: true });
  const given = await consentTo(ada, "marketing");
  expect(given).toMatchObject({ is_given: true, said: [{ state: "given", said_in: "settings", text_version: 1 }] });
  const [{ text, text_hash }] = given.said as [Said];
  expect(text).toBe(given.text);
  expect(text_hash).toBe(createHash("sha256").update(text).digest("hex"));
  expect(await objectionOf(ada)).toBeUndefined();
  all.world.clock.advance(secondMs);
  await withdraw(ada, "marketing");
  expect(await objectionOf(ada)).toBe("mail.not_wanted");
  await withdraw(ada, "marketing");
  const { is_given, said } = await consentTo(ada, "marketing");
  expect([is_given, said.map((one) => [one.state, one.said_in])]).toEqual([
    false,
    [
      ["withdrawn", "my_consents"],
      ["given", "settings"],
    ],
  ]);
  expect(await objectionOf(bob)).toBeUndefined();
  expect(await consentTo(bob, "marketing")).toMatchObject({ is_given: true });
});

test("screens are noted only while that is agreed to; withdrawn, what was noted is gone", async () => {
  const { ada } = all;
  expect(await seenScreens(ada)).toBe(0);
  await patch(ada, "/me", { shares_screens: true });
  await patch(ada, "/me", { shares_screens: true });
  expect(await seenScreens(ada)).toBe(1);
  expect((await consentTo(ada, "screens")).said).toMatchObject([{ state: "given", said_in: "settings" }]);
  await withdraw(ada, "screens");
  const left = await all.world.rows("select 1 from feature_events where user_id = $1 and screen is not null", [
    ada.userId,
  ]);
  expect(left).toEqual([]);
  expect(await seenScreens(ada)).toBe(0);
  expect(await consentTo(ada, "screens")).toMatchObject({ is_given: false });
});

test("what somebody said to a policy is listed with its version and hash, for them alone", async () => {
  const { ada, bob, world } = all;
  const at = world.clock.now();
  await world.rows(
    "insert into policy_acceptances (id, organization_id, user_id, version, hash, answer, said_at) values ('pac_1', $1, $2, 3, 'abc', 'accepted', $3)",
    [ada.organizationId, ada.userId, at],
  );
  const policiesOf = async (who: Person) =>
    (await readAnswer<{ policies: object[] }>(who.request("/api/v1/me/consents"), 200)).policies;
  expect(await policiesOf(ada)).toEqual([
    { organization_id: ada.organizationId, version: 3, hash: "abc", answer: "accepted", said_at: at.toISOString() },
  ]);
  expect(await policiesOf(bob)).toEqual([]);
});
