import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askApproval } from "../../egress/approvals/ask-approval.ts";
import { type Books, openBooks } from "../../egress/ledger/testing/open-books.ts";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import { inScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { askAnonymously, signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { type MailReceiver, receiveMails, unfold } from "../../testing/stand-ins/receive-mails.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";
import { linkApproval } from "./link-approval.ts";

let world: World;
let ada: Books;
let receiver: MailReceiver;
beforeAll(async () => {
  world = await openWorld({ replace: withoutLimits });
  ada = await openBooks(world, "Ada");
  receiver = await receiveMails();
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const hashOf = (text: string) => createHash("sha256").update(text).digest();
const ask = (subject: string, text: string, byTwo = false) =>
  inScope(world.app.database, ada.work.scope, (db) => {
    const work = makeWork(world.app, { db, principal: ada.work.principal, purpose: "approve", log: world.app.log });
    const about = { kind: "test", subject, hash: hashOf(text), summary: `Send “${text}”?`, byTwo };
    return askApproval(work, { ...about, expiresAt: later(world.clock.now(), 7 * dayMs) });
  });
const subject = () => ada.work.newId("gen");
const linkTo = (approvalId: string, text: string, userId: string = ada.owner.userId) => {
  const { organizationId, workspaceId } = ada.work.scope;
  const at = world.clock.now();
  const of = { organizationId: organizationId!, workspaceId: workspaceId!, approvalId, userId };
  return linkApproval(world.keyring, at, {
    ...of,
    hash: hashOf(text).toString("hex"),
    expiresAt: later(at, 7 * dayMs),
  });
};
const show = (token: string) => askAnonymously(world, "/api/v1/approval-links/show", { token });
const decide = (token: string, decision = "approve", reason?: string) =>
  askAnonymously(world, "/api/v1/approval-links/decide", { token, decision, ...(reason && { reason }) });
type Row = { state: string; decided_by: string | null; first_yes_by: string | null };
const stateOf = async (id: string) =>
  (await world.rows<Row>("select state, decided_by, first_yes_by from approvals where id = $1", [id]))[0]!;

test("a mailed link shows what waits, decides once in the name of whom it was made for, and nothing by being opened", async () => {
  const id = await ask(subject(), "hello");
  const token = linkTo(id, "hello");
  for (let looks = 0; looks < 2; looks++)
    expect(await readAnswer(show(token), 200)).toMatchObject({ state: "pending", is_changed: false, asked: null });
  expect((await world.request(`/approve?token=${token}`)).status).not.toBe(500);
  const opened = await world.request(`/api/v1/approval-links/decide?token=${token}&decision=approve`);
  expect(opened.status).toBeGreaterThanOrEqual(400);
  expect(await stateOf(id)).toMatchObject({ state: "pending" });
  expect(await readAnswer(decide(token), 200)).toMatchObject({ id, state: "approved" });
  expect(await stateOf(id)).toMatchObject({ state: "approved", decided_by: ada.owner.userId });
  expect(await readAnswer(decide(token, "reject", "No"), 409)).toMatchObject({ code: "approvals.not_pending" });
});

test("a link is worth nothing for other words, another person, another approval, or once its time is over", async () => {
  const waits = subject();
  const id = await ask(waits, "draft");
  const token = linkTo(id, "draft");
  const gus = await joinOrganization(ada.owner, await signUp(world, "Gus"), "viewer");
  expect(await readAnswer(decide(linkTo(id, "draft", gus.userId)), 403)).toMatchObject({ code: "request.not_allowed" });
  const stranger = await signUp(world, "Stan");
  expect(await readAnswer(decide(linkTo(id, "draft", stranger.userId)), 403)).toMatchObject({
    code: "request.not_allowed",
  });
  const other = await ask(subject(), "other");
  const forged = [
    token.replace(id, other),
    token.replace(ada.owner.userId, gus.userId),
    `${token.slice(0, -2)}AA`,
    "",
    "x",
  ];
  for (const one of forged) {
    const refused = await decide(one);
    expect([one, refused.status]).toEqual([one, 404]);
  }
  expect(await readAnswer(decide(linkTo(other, "draft")), 409)).toMatchObject({ code: "approvals.changed" });
  await ask(waits, "second draft");
  expect(await readAnswer(show(token), 200)).toMatchObject({ state: "void" });
  expect(await readAnswer(decide(token), 409)).toMatchObject({ code: "approvals.not_pending" });
  const late = linkTo(other, "other");
  world.clock.advance(2 * dayMs + hourMs);
  expect(await readAnswer(decide(late), 404)).toMatchObject({ code: "approvals.link_unknown" });
  expect(await stateOf(other)).toMatchObject({ state: "pending" });
});

test("where two have to agree, one link is one yes, however often it is used", async () => {
  const bob = await joinOrganization(ada.owner, await signUp(world, "Bob"), "approver");
  const cleo = await joinOrganization(ada.owner, await signUp(world, "Cleo"), "approver");
  const id = await ask(subject(), "both", true);
  expect(await readAnswer(decide(linkTo(id, "both")), 403)).toMatchObject({ code: "approvals.own" });
  expect(await readAnswer(decide(linkTo(id, "both", bob.userId)), 200)).toMatchObject({ state: "pending" });
  expect(await readAnswer(decide(linkTo(id, "both", bob.userId)), 409)).toMatchObject({
    code: "approvals.second_needed",
  });
  expect(await readAnswer(decide(linkTo(id, "both", cleo.userId)), 200)).toMatchObject({ state: "approved" });
});

test("the mail carries a link of its reader's own and no word of what waits; without a mail server none is made", async () => {
  await world.work();
  await until(
    async () =>
      (await world.rows("select 1 from jobs where state <> 'dead' and run_at <= $1", [world.clock.now()])).length === 0,
  );
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${receiver.port}`;
  const id = await ask(subject(), "a secret matter");
  const mine = await until(() => receiver.received.map(({ raw }) => unfold(raw)).find((raw) => raw.includes(id)));
  expect(mine).not.toContain("secret matter");
  const [, token = ""] = /\/approve#token=([\w.-]+)/.exec(mine) ?? [];
  const [, userId] = /\.(usr_[0-9a-z]{26})\./.exec(token) ?? [];
  expect(await readAnswer(decide(token), 200)).toMatchObject({ id, state: "approved" });
  expect(await stateOf(id)).toMatchObject({ decided_by: userId });
  expect(JSON.stringify(world.logLines)).not.toContain(token);
});
