import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askApproval, isApproved } from "../../egress/approvals/ask-approval.ts";
import { hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { inScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { type Books, openBooks } from "../../egress/ledger/testing/open-books.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

let world: World;
let ada: Books;
beforeAll(async () => {
  world = await openWorld();
  ada = await openBooks(world, "Ada");
});
afterAll(() => world.close());

const hashOf = (text: string) => createHash("sha256").update(text).digest();
const subjectOf = () => ada.work.newId("gen");

const ask = (subject: string, text: string, amount?: number) =>
  inScope(world.app.database, ada.work.scope, (db) => {
    const facts = { db, principal: ada.work.principal, purpose: "approve", log: world.app.log };
    const work: Work = makeWork(world.app, facts);
    const expiresAt = later(work.at, hourMs);
    const cost = amount === undefined ? {} : { amount };
    const asking = { kind: "test", subject, hash: hashOf(text), summary: `Send “${text}”?`, ...cost };
    return askApproval(work, { ...asking, expiresAt });
  });
const decide = (id: string, verb: string, json: object) =>
  ada.owner.request(`/api/v1/approvals/${id}/${verb}`, { method: "POST", json });
const stateOf = async (id: string) => {
  type Page = { data: { id: string; state: string; summary: string }[] };
  const { data } = await readAnswer<Page>(ada.owner.request("/api/v1/approvals?limit=100"), 200);
  return data.find((one) => one.id === id);
};

test("a person approves exactly what they looked at, once, and what waits is told", async () => {
  const subject = subjectOf();
  const id = await ask(subject, "hello");
  expect(await stateOf(id)).toMatchObject({ state: "pending", summary: "Send “hello”?" });
  expect(await ask(subject, "hello")).toBe(id);
  const other = hashOf("good-bye").toString("hex");
  expect(await readAnswer(decide(id, "approve", { hash: other }), 409)).toMatchObject({ code: "approvals.changed" });
  const hash = hashOf("hello").toString("hex");
  expect(await readAnswer(decide(id, "approve", { hash }), 200)).toMatchObject({
    state: "approved",
    decided_by: ada.owner.userId,
  });
  const again = readAnswer(decide(id, "reject", { hash, reason: "Too late" }), 409);
  expect(await again).toMatchObject({ code: "approvals.not_pending", facts: { state: "approved" } });
  expect(await isApproved(ada.work, { subject, hash: hashOf("hello") })).toBe(true);
  expect(await isApproved(ada.work, { subject, hash: hashOf("hello!") })).toBe(false);
  const told = await world.rows(
    "select facts from events where type = 'approval.ended' and facts->>'approval_id' = $1",
    [id],
  );
  expect(told).toMatchObject([{ facts: { subject, state: "approved" } }]);
});

test("whoever may approve up to an amount approves that much, no more, and nothing that tells no amount", async () => {
  const gus = await joinOrganization(ada.owner, await signUp(world, "Gus"), "guest");
  const post = (path: string, json: object) => ada.owner.request(`/api/v1${path}`, { method: "POST", json });
  const conditions = [{ attribute: "amount", at_most: 500, permissions: ["approvals.decide"] }];
  const role = { name: "Small sums", permissions: ["approvals.read", "approvals.decide"], conditions };
  const { id } = await readAnswer<{ id: string }>(post("/custom-roles", role), 201);
  await readAnswer(post("/role-assignments", { custom_role_id: id, user_id: gus.userId }), 201);
  const hash = hashOf("pay").toString("hex");
  const approve = async (amount?: number) => {
    const approval = await ask(subjectOf(), "pay", amount);
    return gus.request(`/api/v1/approvals/${approval}/approve`, { method: "POST", json: { hash } });
  };
  expect(await readAnswer(approve(500), 200)).toMatchObject({ state: "approved", amount: 500 });
  for (const amount of [501, undefined])
    expect(await readAnswer(approve(amount), 403)).toMatchObject({ facts: { rule: `custom_role.${id}:amount` } });
});

test("an approval is void once what was to be approved changes, and expires when nobody decides", async () => {
  const subject = subjectOf();
  const [first, second] = [await ask(subject, "draft"), await ask(subject, "second draft")];
  expect(await stateOf(first)).toMatchObject({ state: "void" });
  world.clock.advance(hourMs);
  const hash = hashOf("second draft").toString("hex");
  const late = await readAnswer(decide(second, "approve", { hash }), 409);
  expect(late).toMatchObject({ code: "approvals.not_pending", facts: { state: "expired" } });
  await world.work();
  await until(async () => (await stateOf(second))?.state === "expired");
});

test("an API key never approves, whatever its scopes and its owner's role", async () => {
  const scopes = ["approvals.read", "approvals.decide"];
  const userId = ada.work.scope.userId!;
  const principal = { kind: "api_key", id: "key", userId, scopes, role: "owner" } as const;
  const context = { at: ada.work.at, isRead: false, country: undefined };
  const asked = { principal, action: "approvals.decide", resource: {}, context };
  expect(await world.app.decide(asked)).toMatchObject({ allow: false, rule: "key.session_only" });
});

test("whoever may say yes is told by mail that something waits, and not what it is", async () => {
  await ask(subjectOf(), "a secret matter");
  await world.work();
  const told = await until(async () => {
    const rows = await world.rows<{ user_id: string }>(
      "select user_id from deliveries where operation_key like 'approval_waiting:%'",
    );
    return rows.length > 0 && rows;
  });
  expect(new Set(told.map(({ user_id }) => user_id))).toEqual(new Set([ada.owner.userId]));
});
