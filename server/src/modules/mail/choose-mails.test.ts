import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { findInDatabase } from "../../testing/find-in-database.ts";
import { type Person, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { headerOf, type MailReceiver, receiveMails, unfold } from "../../testing/stand-ins/receive-mails.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { linkUnsubscribing } from "./choices/link-unsubscribing.ts";
import { sendMail } from "./public.ts";
import type { MailFillings, MailTemplate } from "./templates/all-templates.ts";

const bounceToken = "a-token-of-more-than-thirty-two-characters";
let world: World;
let ada: Person;
let bob: Person;
let receiver: MailReceiver;
let refusesRecipient = "";
beforeAll(async () => {
  world = await openWorld({ deployment: { mailFrom: "Avow <avow@post.example>", bounceToken } });
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
  receiver = await receiveMails({
    onRcptTo(_to, _session, done) {
      const error = Object.assign(new Error(refusesRecipient), { responseCode: 550 });
      done(refusesRecipient ? error : null);
    },
  });
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${receiver.port}`;
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});
afterEach(async () => {
  refusesRecipient = "";
  await world.rows("delete from mail_suppressions");
  await world.rows("delete from mail_choices");
});

const link = "http://localhost:4600/somewhere";

const mailTo = <T extends MailTemplate>({ userId }: Person, template: T, filling: MailFillings[T]): Promise<string> =>
  inScope(world.app.database, proveScope({ userId }), async (db) => {
    const facts = { db, principal: { kind: "system", id: "test" }, purpose: "account", log: world.app.log } as const;
    return (await sendMail(makeWork(world.app, facts), { to: { userId }, template, filling })) ?? "";
  });
const budgetMail = (to: Person) => mailTo(to, "budget_reached", { share: "80", link });
const noticeTo = (to: Person) => mailTo(to, "password_changed", { reset_link: link });
const resetFor = (to: Person) => mailTo(to, "reset_password", { link });

type Ended = { state: string; reason: string | null };
const endOf = (id: string): Promise<Ended> =>
  until(async () => {
    const [row] = await world.rows<Ended>(
      "select state, reason from deliveries where id = $1 and ended_at is not null",
      [id],
    );
    return row;
  });

const choose = (who: Person, json: object) =>
  readAnswer<{ topics: { topic: string; wanted: boolean; fixed: boolean }[] }>(
    who.request("/api/v1/me/mail-choices", { method: "PATCH", json }),
    200,
  );
const news = { subject: "What is new", text: "First.\n\nSecond." };
const announce = (page: object = {}) =>
  readAnswer<{ recipients: number; next_after: string | null }>(
    ada.request("/api/v1/operator/announcements", { method: "POST", json: { ...news, ...page } }),
    200,
  );

test("without a word from somebody they get all but marketing; account and security cannot be switched off", async () => {
  const { topics } = await readAnswer<Awaited<ReturnType<typeof choose>>>(bob.request("/api/v1/me/mail-choices"), 200);
  expect(topics).toEqual([
    { topic: "account", wanted: true, fixed: true },
    { topic: "security", wanted: true, fixed: true },
    { topic: "billing", wanted: true, fixed: false },
    { topic: "service", wanted: true, fixed: false },
    { topic: "marketing", wanted: false, fixed: false },
  ]);
  const off = bob.request("/api/v1/me/mail-choices", { method: "PATCH", json: { security: false } });
  expect(await readRefusal(off)).toBe("422 request.invalid");
});

test("a no stops what is asked for afterwards, of that topic and that person only", async () => {
  await choose(bob, { billing: false });
  expect(await endOf(await budgetMail(bob))).toEqual({ state: "canceled", reason: "mail.not_wanted" });
  expect(await endOf(await budgetMail(ada))).toMatchObject({ state: "succeeded" });
  expect(await endOf(await noticeTo(bob))).toMatchObject({ state: "succeeded" });
});

test("a no stops what waits to be sent as well", async () => {
  world.app.deployment.smtpUrl = "smtp://127.0.0.1:1";
  const id = await budgetMail(bob);
  await until(
    async () => (await world.rows("select 1 from deliveries where id = $1 and state = 'retry_wait'", [id])).length,
  );
  await choose(bob, { billing: false });
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${receiver.port}`;
  world.clock.advance(120_000);
  expect(await endOf(id)).toEqual({ state: "canceled", reason: "mail.not_wanted" });
});

test("news go to those who asked for them, and to nobody else; one click in the mail program ends them", async () => {
  expect(await announce()).toEqual({ recipients: 0, next_after: null });
  await choose(bob, { marketing: true });
  receiver.received.length = 0;
  expect(await announce()).toEqual({ recipients: 1, next_after: null });
  const { raw, to } = await until(() => receiver.received.find((mail) => /^Subject: What is new\r$/m.test(mail.raw)));
  expect(to).toEqual([bob.email]);
  expect(headerOf(raw, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const url = /<(http[^>]+)>/.exec(headerOf(raw, "List-Unsubscribe")!.replaceAll(/\s+/g, ""))![1]!;
  const path = new URL(url).pathname;
  expect(unfold(raw)).toContain(`/unsubscribe#token=${path.split("/").at(-1)}`);

  // Looking at it ends nothing; the click is a form without cookie, script or header of ours.
  await world.request(path);
  const wanted = async () =>
    (await readAnswer<Awaited<ReturnType<typeof choose>>>(bob.request("/api/v1/me/mail-choices"), 200)).topics.find(
      ({ topic }) => topic === "marketing",
    )!.wanted;
  expect(await wanted()).toBe(true);
  const click = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" } };
  expect((await world.request(path, { ...click, body: "List-Unsubscribe=One-Click" })).status).toBe(200);
  expect(await wanted()).toBe(false);
  expect((await world.request(path, click)).status).toBe(200); // a second click is no error
  expect(await announce()).toEqual({ recipients: 0, next_after: null });
});

test("news reach everybody page after page, each of them once", async () => {
  for (const who of [ada, bob]) await choose(who, { marketing: true });
  receiver.received.length = 0;
  const first = await announce({ limit: 1 });
  expect(first).toEqual({ recipients: 1, next_after: [ada.userId, bob.userId].toSorted()[0] });
  expect(await announce({ limit: 1, after: first.next_after })).toEqual({ recipients: 1, next_after: null });
  const told = () =>
    receiver.received.filter(({ raw }) => /^Subject: What is new\r$/m.test(raw)).map(({ to }) => to[0]);
  await until(() => told().length >= 2);
  expect(new Set(told())).toEqual(new Set([ada.email, bob.email]));
  for (const who of [ada, bob]) await choose(who, { marketing: false });
});

test("a link that nobody here made ends nothing, and one person's link nothing of another's", async () => {
  await choose(bob, { marketing: true });
  const [, mac] = linkUnsubscribing(world.keyring, ada.userId).split(".");
  const forged = [`${bob.userId}.${mac}`, `${bob.userId}.${"a".repeat(43)}`];
  for (const token of forged)
    expect(await readRefusal(world.request(`/api/v1/mail/unsubscribe/${token}`, { method: "POST" }))).toBe(
      "404 mail.link_unknown",
    );
  expect(await announce()).toEqual({ recipients: 1, next_after: null });
});

test("an address the server does not know is left alone, but for what its owner asks for; the list holds no address", async () => {
  refusesRecipient = "5.1.1 nobody here";
  expect(await endOf(await budgetMail(bob))).toEqual({ state: "failed", reason: "delivery.recipient_refused" });
  refusesRecipient = "";
  const kept = await until(async () => {
    const rows = await world.rows<{ reason: string; all: string }>(
      "select reason, s::text as all from mail_suppressions s",
    );
    return rows.length > 0 && rows;
  });
  expect(kept).toMatchObject([{ reason: "bounced" }]);
  expect(await findInDatabase(world, bob.email)).toEqual([]);
  expect(await endOf(await noticeTo(bob))).toEqual({ state: "canceled", reason: "mail.address_suppressed" });
  expect(await endOf(await resetFor(bob))).toMatchObject({ state: "succeeded" });
  const lift = () =>
    readAnswer(
      ada.request("/api/v1/operator/mail-suppressions/lift", { method: "POST", json: { email: bob.email } }),
      200,
    );
  expect(await lift()).toEqual({ was_suppressed: true });
  expect(await lift()).toEqual({ was_suppressed: false });
  expect(await endOf(await noticeTo(bob))).toMatchObject({ state: "succeeded" });
});

test("a rule or a full mailbox says nothing about the address", async () => {
  for (const said of ["5.2.2 mailbox full", "5.7.1 not from you"]) {
    refusesRecipient = said;
    await budgetMail(bob);
    await untilIdle(world, "deliveries.");
  }
  expect(await world.rows("select 1 from mail_suppressions")).toEqual([]);
});

const report = (id: string, status: string, action = "failed") =>
  [
    "From: MAILER-DAEMON@mx.example",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example",
    "",
    "Final-Recipient: rfc822; somebody@example.test",
    `Action: ${action}`,
    `Status: ${status}`,
    "",
    "--b",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: <${id}@localhost>`,
    "Subject: x",
    "",
    "--b--",
  ].join("\r\n");
const complaint = (id: string) =>
  report(id, "2.0.0")
    .replace("message/delivery-status", "message/feedback-report")
    .replace("Reporting-MTA: dns; mx.example", "Feedback-Type: abuse");
const handIn = (message: string, token = bounceToken) =>
  world.request("/api/v1/mail/bounces", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, message }),
  });
const taken = async (message: string) => (await readAnswer<{ taken: string }>(handIn(message), 200)).taken;

test("a mail that comes back is on record, and its address left alone; one that is only late changes nothing", async () => {
  const id = await budgetMail(bob);
  await endOf(id);
  expect(await taken(report(id, "4.4.7", "delayed"))).toBe("noted");
  expect(await endOf(id)).toEqual({ state: "succeeded", reason: null });
  expect(await taken(report(id, "5.1.1"))).toBe("suppressed");
  expect(await endOf(id)).toEqual({ state: "succeeded", reason: "mail.bounced" });
  expect(await endOf(await noticeTo(bob))).toMatchObject({ reason: "mail.address_suppressed" });
});

test("who calls a mail spam gets no more of what can be chosen, and still what keeps their account safe", async () => {
  const id = await budgetMail(bob);
  await endOf(id);
  expect(await taken(complaint(id))).toBe("suppressed");
  expect(await endOf(await budgetMail(bob))).toMatchObject({ reason: "mail.address_suppressed" });
  expect(await endOf(await noticeTo(bob))).toMatchObject({ state: "succeeded" });
});

test("what is no report, or about no mail from here, or without the token, suppresses nobody", async () => {
  const nobody = `dlv_${"0".repeat(26)}`;
  for (const message of ["not a mail", report(nobody, "5.1.1"), "x".repeat(1_000_000)])
    expect(["unknown", "noted"]).toContain(await taken(message));
  const id = await budgetMail(bob);
  await endOf(id);
  expect(await readRefusal(handIn(report(id, "5.1.1"), "another-token"))).toBe("403 mail.token_refused");
  world.app.deployment.bounceToken = undefined;
  expect(await readRefusal(handIn(report(id, "5.1.1"), ""))).toBe("403 mail.token_refused");
  world.app.deployment.bounceToken = bounceToken;
  expect(await world.rows("select 1 from mail_suppressions")).toEqual([]);
});
