import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs } from "../../framework/clock.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { tellOfTakeovers } from "./tell-of-takeovers.job.ts";

type Shown = {
  id: string;
  answer_id: string;
  successor: string;
  answer?: string | null;
  told?: number;
  objected?: number;
};

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada, bob } = all);
});
afterAll(() => all.world.close());

const notice = {
  successor: "Difference Engines Ltd",
  country: "IE",
  privacy_contact: "privacy@difference.test",
  changes: "Bills come from them.",
};
const dayAfter = (days: number) =>
  new Date(Math.ceil(all.world.clock.now().getTime() / dayMs) * dayMs + days * dayMs).toISOString().slice(0, 10);
const announce = (json: object, who: PersonWithOrganization = ada) =>
  who.request("/api/v1/operator/takeovers", { method: "POST", json });
const withdraw = (id: string) => ada.request(`/api/v1/operator/takeovers/${id}/withdraw`, { method: "POST", json: {} });
const tell = () => {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), ...facts });
  return tellOfTakeovers.run({ ...work, signal: new AbortController().signal, attempt: 1 }, {});
};
const mails = (userId: string) =>
  all.world.rows("select 1 from deliveries where kind = 'mail' and operation_key like $1 and user_id = $2", [
    "takeover_announced:%",
    userId,
  ]);
const seenBy = async (who: PersonWithOrganization, path = "/api/v1/me/takeovers") =>
  (await readAnswer<{ takeovers: Shown[] }>(who.request(path), 200)).takeovers;
const answer = (who: PersonWithOrganization, id: string, said: string) =>
  who.request(`/api/v1/me/takeovers/${id}`, { method: "POST", json: { answer: said } });

test("only the operator announces, and no later than the longest notice that a policy promises", async () => {
  expect(await readRefusal(announce({ ...notice, effective_on: dayAfter(40) }, bob))).toMatch(/^403/);
  expect(await readRefusal(announce({ ...notice, effective_on: dayAfter(29) }))).toBe("422 takeovers.too_early");
  expect(await readRefusal(announce({ ...notice, successor: "  ", effective_on: dayAfter(40) }))).toMatch(/^400|^422/);
  await all.world.rows(
    `insert into policy_settings (organization_id, id, parameter, setting, version, effective_at, created_at)
     values ($1, 'pst_00000000000000000000000001', 'notice.days', '{"value": 60}', 1, $2, $2)`,
    [bob.organizationId, all.world.clock.now()],
  );
  expect(await readRefusal(announce({ ...notice, effective_on: dayAfter(59) }))).toBe("422 takeovers.too_early");
  expect(await all.world.rows("select 1 from takeovers")).toEqual([]);
});

test("everybody with an account is told once, also who comes later, by mail and on every page; so is the public", async () => {
  const { id } = await readAnswer<Shown>(announce({ ...notice, effective_on: dayAfter(60) }), 201);
  await tell();
  const cleo = await signUp(all.world, "Cleo");
  await tell();
  await tell();
  for (const { userId } of [ada, bob, cleo]) expect(await mails(userId)).toHaveLength(1);
  expect(await seenBy(bob)).toMatchObject([{ id, successor: notice.successor, answer: null }]);
  const open = await all.world.request("/api/v1/trust/takeovers");
  expect(await open.json()).toMatchObject({ takeovers: [{ id, changes: notice.changes }] });
});

test("who objects is known to the operator alone, and can take their data along and leave", async () => {
  const [{ id, answer_id }] = (await seenBy(bob)) as [Shown];
  expect(await readRefusal(answer(ada, answer_id, "agreed"))).toBe("404 request.not_found");
  await readAnswer(answer(bob, answer_id, "agreed"), 204);
  await readAnswer(answer(bob, answer_id, "objected"), 204);
  expect(await seenBy(bob)).toMatchObject([{ answer: "objected" }]);
  expect(await seenBy(ada)).toMatchObject([{ answer: null }]);
  expect(await seenBy(ada, "/api/v1/operator/takeovers")).toMatchObject([{ told: 4, agreed: 0, objected: 1 }]);
  const answers = await readAnswer<{ data: { user_id: string }[] }>(
    ada.request(`/api/v1/operator/takeovers/${id}/answers?answer=objected`),
    200,
  );
  expect(answers.data.map(({ user_id }) => user_id)).toEqual([bob.userId]);
  expect(await readRefusal(bob.request(`/api/v1/operator/takeovers/${id}/answers`))).toMatch(/^403/);
  for (const kind of ["export", "erase"]) {
    const json = { kind, subject: "me" };
    await readAnswer(bob.request("/api/v1/privacy-requests", { method: "POST", json }), 201);
  }
  expect(await readRefusal(answer(bob, "tka_00000000000000000000000000", "agreed"))).toBe("404 request.not_found");
});

test("what was promised is looked at: too short a notice, and somebody who was not told, are found", async () => {
  const look = async () => (await runProbes(all.world.app, ["change.notice"]))[0]?.outcome;
  all.world.clock.advance(2 * hourMs);
  expect(await look()).toBe("kept");
  await all.world.rows("update takeovers set effective_at = announced_at + interval '30 days' - interval '1 second'");
  expect(await look()).toBe("broken");
  await all.world.rows("update takeovers set effective_at = announced_at + interval '30 days'");
  await all.world.rows("delete from takeover_answers where user_id = $1", [ada.userId]);
  expect(await look()).toBe("broken");
  await tell();
  expect(await look()).toBe("kept");
});

test("called off it is shown to nobody; what is in effect cannot be called off, and is shown for a month", async () => {
  const operator = await signIn(all.world, ada);
  Object.assign(ada, { request: operator.request });
  const later = await readAnswer<Shown>(announce({ ...notice, effective_on: dayAfter(80) }), 201);
  await readAnswer(withdraw(later.id), 204);
  expect(await readRefusal(withdraw(later.id))).toBe("409 takeovers.over");
  const [first] = await seenBy(bob);
  expect((await seenBy(bob)).map(({ id }) => id)).not.toContain(later.id);
  const at = all.world.clock.now();
  await all.world.rows("update takeovers set effective_at = $1 where id = $2", [at, first!.id]);
  expect(await readRefusal(withdraw(first!.id))).toBe("409 takeovers.over");
  expect(await seenBy(bob)).toHaveLength(1);
  await all.world.rows("update takeovers set effective_at = $1 where id = $2", [
    new Date(at.getTime() - 30 * dayMs),
    first!.id,
  ]);
  expect(await seenBy(bob)).toEqual([]);
});
