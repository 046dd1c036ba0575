import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs, hourMs, later, secondMs } from "../../framework/clock.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import {
  askAnonymously,
  enter,
  mailedToken,
  type PersonWithOrganization,
  readMailbox,
  signIn,
  signUp,
  untilIdle,
  withOrganization,
} from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { removeMinors } from "./remove-minors.job.ts";

type Report = { id: string; user_id: string; state: string; reason: string; removed_by: string; email: string };

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
let kim: PersonWithOrganization;
let number = 0;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada, bob } = all);
});
beforeEach(async () => {
  kim = await joinOrganization(bob, await signUp(all.world, `Kim ${++number}`), "editor");
});
afterAll(() => all.world.close());

const reason = "Their teacher told me that they are twelve.";
const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1${path}`, { method: "POST", json });
const report = (who: PersonWithOrganization, whom: { userId: string }) =>
  readAnswer<{ id: string }>(post(who, `/members/${whom.userId}/report-minor`, { reason }), 201);
const listed = async (who: PersonWithOrganization, path = "/minor-reports") =>
  (await readAnswer<{ reports: Report[] }>(who.request(`/api/v1${path}`), 200)).reports;
const decide = (who: PersonWithOrganization, id: string, decision: string, path = "/minor-reports") =>
  post(who, `${path}/${id}/decide`, { decision, reason: "They showed their passport to me." });
const statusOf = async (who: PersonWithOrganization) => (await who.request("/api/v1/members")).status;
/** In a session that just began, wherever the clock stands. */
const proved = async (who: PersonWithOrganization): Promise<PersonWithOrganization> => ({
  ...who,
  ...enter(await signIn(all.world, who), who),
});
const countOf = async (whom: { userId: string }) =>
  (await all.world.rows("select 1 from users where id = $1", [whom.userId])).length;

/** Lets the job that looks for what is due look once more, now. */
async function look(): Promise<void> {
  const { app, clock } = all.world;
  await acrossTenants(app.database, "look for reports", (db) => enqueue(db, removeMinors, {}, clock.now()));
  await untilIdle(all.world, "minor_reports.");
  await untilIdle(all.world, "privacy_requests.");
}

test("a member's report suspends at once, is told to the account and to who decides, and a lift ends it", async () => {
  const mia = await joinOrganization(bob, await signUp(all.world, "Mia"), "viewer");
  expect(await statusOf(kim)).toBe(200);
  const { id } = await report(mia, kim);
  expect(await statusOf(kim)).toBe(403);
  const mails = () => readMailbox(ada).then((box) => box.filter(({ to }) => to === kim.email));
  await until(async () => (await mails()).some(({ subject }) => subject.includes("a child's")));
  expect(JSON.stringify(await mails())).not.toContain(reason);
  expect(await listed(bob)).toContainEqual(expect.objectContaining({ id, reason, state: "open", email: kim.email }));
  expect(await listed(ada, "/operator/minor-reports")).toContainEqual(expect.objectContaining({ id, state: "open" }));
  expect(await listed(ada)).toEqual([]);
  expect(await readRefusal(decide(ada, id, "lift"))).toBe("404 request.not_found");
  expect(await readRefusal(decide(mia, id, "lift"))).toBe("403 request.not_allowed");
  await readAnswer(decide(bob, id, "lift"), 200);
  expect(await statusOf(kim)).toBe(200);
  expect(await readRefusal(decide(bob, id, "remove"))).toBe("409 minor_reports.decided");
  expect(await readRefusal(post(mia, `/members/${kim.userId}/report-minor`, { reason }))).toBe(
    "409 minor_reports.reported_before",
  );
  expect(await statusOf(kim)).toBe(200);
});

test("the suspension ends with the last open report, and never one that the operator made", async () => {
  const [one, other] = [
    await report(bob, kim),
    await report(await joinOrganization(bob, await signUp(all.world, "Ned"), "viewer"), kim),
  ];
  expect(await readRefusal(decide(bob, one.id, "lift"))).toBe("409 minor_reports.own_account");
  const operator = "/operator/minor-reports";
  await readAnswer(decide(ada, one.id, "lift", operator), 200);
  expect(await statusOf(kim)).toBe(403);
  expect(await readRefusal(post(ada, `/operator/users/${kim.userId}/resume`, {}))).toBe("409 deployment.reported");
  await readAnswer(post(ada, `/operator/users/${kim.userId}/suspend`, { reason: "Invoices were not paid." }), 200);
  await readAnswer(decide(ada, other.id, "lift", operator), 200);
  expect(await statusOf(kim)).toBe(403);
  await readAnswer(post(ada, `/operator/users/${kim.userId}/resume`, {}), 200);
  expect(await statusOf(kim)).toBe(200);
});

test("nobody reports themselves, the operator, or somebody of another organization", async () => {
  const refused = (who: PersonWithOrganization, userId: string) =>
    readRefusal(post(who, `/members/${userId}/report-minor`, { reason }));
  const inAdas = await joinOrganization(ada, await signUp(all.world, "Oda"), "viewer");
  expect(await refused(bob, bob.userId)).toBe("409 minor_reports.own_account");
  expect(await refused(inAdas, ada.userId)).toBe("409 minor_reports.operator_stays");
  expect(await refused(ada, kim.userId)).toBe("404 request.not_found");
  expect(await statusOf(ada)).toBe(200);
});

test("a guardian without an account is asked to confirm their address; then the child's account is suspended, and the answer tells nobody whether there was one", async () => {
  const ask = (guardian: string, subject_email: string) =>
    readAnswer(
      askAnonymously(all.world, `/api/v1/trust/organizations/${bob.organizationId}/requests`, {
        kind: "report_minor",
        asker: "guardian",
        email: guardian,
        subject_email,
        details: "She is my daughter, and eleven.",
      }),
      202,
    );
  const confirm = async (guardian: string) => {
    const token = await mailedToken(ada, guardian);
    const {
      id: _,
      created_at: _at,
      due_at: _due,
      ...answer
    } = await readAnswer(askAnonymously(all.world, "/api/v1/trust/requests/confirm", { token }), 200);
    return answer;
  };
  await ask("mother@example.test", kim.email);
  expect(await statusOf(kim)).toBe(200);
  const answer = await confirm("mother@example.test");
  expect(answer).toMatchObject({ state: "open" });
  expect(await statusOf(kim)).toBe(403);
  const found = (await listed(bob)).find(({ user_id }) => user_id === kim.userId);
  expect(found).toMatchObject({ state: "open", reason: "She is my daughter, and eleven." });
  await untilIdle(all.world, "rights_requests.");
  expect((await readMailbox(ada)).filter(({ to, text }) => to === kim.email && text.includes("/requests#"))).toEqual(
    [],
  );
  await ask("father@example.test", "no-account@example.test");
  expect(await confirm("father@example.test")).toEqual(answer);
});

test("a reported account is gone within the days of the policy in force: not a second early, and by its end at the latest", async () => {
  const { id } = await report(bob, kim);
  const reportedAt = all.world.clock.now();
  const removedBy = async () => new Date((await listed(bob)).find((one) => one.id === id)!.removed_by);
  expect(await removedBy()).toEqual(later(reportedAt, 7 * dayMs));
  const json = { values: { "age.remove_days": 3 } };
  await readAnswer(bob.request("/api/v1/policy", { method: "PATCH", json }), 200);
  await wait(600); // a policy is remembered for half a second at the most
  const end = await removedBy();
  expect(end).toEqual(later(reportedAt, 3 * dayMs));
  const begins = later(end, -hourMs);
  all.world.clock.set(later(begins, -secondMs));
  await look();
  expect(await countOf(kim)).toBe(1);
  for (const at of [begins, later(begins, secondMs)]) {
    all.world.clock.set(at);
    await look();
  }
  await until(async () => {
    all.world.clock.advance(secondMs);
    return (await countOf(kim)) === 0;
  });
  expect(all.world.clock.now() < end).toBe(true);
  expect(await all.world.rows("select 1 from minor_reports where id = $1", [id])).toEqual([]);
});

test("deciding to remove erases at once; an organization of theirs alone goes with them, and one with others gets the next who answers for it", async () => {
  bob = await proved(bob);
  ada = await proved(ada);
  const own = await withOrganization(await proved(kim));
  const shared = await withOrganization(own, "Shared");
  const admin = await joinOrganization(shared, await signUp(all.world, "Pia"), "admin");
  await joinOrganization(shared, await signUp(all.world, "Quin"), "viewer");
  const { id } = await report(bob, kim);
  await readAnswer(decide(ada, id, "remove", "/operator/minor-reports"), 200);
  await until(async () => {
    all.world.clock.advance(secondMs);
    await look();
    return (await countOf(kim)) === 0;
  });
  const left = await all.world.rows<{ organization_id: string }>(
    "select organization_id from organizations where organization_id = any($1)",
    [[own.organizationId, shared.organizationId]],
  );
  expect(left.map((row) => row.organization_id)).toEqual([shared.organizationId]);
  const members = await all.world.rows<{ user_id: string; role: string }>(
    "select user_id, role from memberships where organization_id = $1 order by role",
    [shared.organizationId],
  );
  expect(members).toEqual([
    { user_id: admin.userId, role: "owner" },
    { user_id: expect.any(String) as string, role: "viewer" },
  ]);
});
