import { generateKeyPairSync } from "node:crypto";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { hourMs, later, minuteMs } from "../../framework/clock.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { certify } from "../../testing/stand-ins/certify.ts";
import { type Person, readMailbox, signIn, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { readMail, receiveMails, unfold } from "../../testing/stand-ins/receive-mails.ts";
import { startWorkerProcess } from "../../testing/processes/start-worker-process.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { sendMail } from "./public.ts";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld({ deployment: { mailFrom: "Avow <avow@post.example>" } });
  ada = await signUp(world, "Ada");
  bob = await signUp(world, "Bob");
});
afterAll(() => world.close());

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  world.app.deployment.smtpUrl = undefined;
  await world.rows("delete from deliveries where kind = 'mail'");
  for (const close of closing.splice(0)) await close();
});

/** A mail server that the world sends by from now on. */
async function receive(options: SMTPServerOptions = {}, url = (port: number) => `smtp://127.0.0.1:${port}`) {
  const receiver = await receiveMails(options);
  closing.push(receiver.close);
  world.app.deployment.smtpUrl = url(receiver.port);
  return receiver;
}

const link = "http://localhost:4600/reset-password#token=a-token-nobody-guesses";

/** A mail to somebody about their own account, as their scope writes it. */
const mailTo = ({ userId }: Pick<Person, "userId">, of = world): Promise<string> =>
  inScope(of.app.database, proveScope({ userId }), async (db) => {
    const facts = { db, principal: { kind: "system", id: "test" }, purpose: "account", log: of.app.log } as const;
    const asked = { to: { userId }, template: "reset_password", filling: { link } } as const;
    return (await sendMail(makeWork(of.app, facts), asked)) ?? "";
  });

type Row = { state: string; reason: string | null; attempts: number; has_content: boolean };
const untilMail = (id: string, wanted: Partial<Row>, of = world): Promise<Row> =>
  until(async () => {
    const sql = "select state, reason, attempts, payload is not null as has_content from deliveries where id = $1";
    const [row] = await of.rows<Row>(sql, [id]);
    return row && Object.entries(wanted).every(([name, value]) => row[name as keyof Row] === value) && row;
  });

const isReset = (raw: string) => /^Subject: Choose a new password\r$/m.test(raw);

async function lastError(): Promise<string | null> {
  if (!(await ada.request("/api/v1/me")).ok) ada = await signIn(world, ada); // the clock was moved
  const settings = ada.request("/api/v1/operator/settings");
  return (await readAnswer<{ smtp: { last_error: string | null } }>(settings, 200)).smtp.last_error;
}

test("a mail goes out in text and HTML, from and to whom it should, and its words are gone here once it is sent", async () => {
  const { received } = await receive();
  const id = await mailTo(ada);
  expect(await untilMail(id, { state: "succeeded" })).toMatchObject({ attempts: 1, has_content: false });
  const mail = received.find(({ raw }) => isReset(raw));
  expect([mail!.from, mail!.to]).toEqual(["avow@post.example", [ada.email]]);
  expect(mail!.raw).toMatch(/^From: Avow <avow@post\.example>\r$/m);
  expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(mail!.raw).toMatch(/^Content-Type: text\/plain/m);
  expect(mail!.raw).toMatch(/^Content-Type: text\/html/m);
  expect(unfold(mail!.raw)).toContain(link);
});

test("a server that is busy gets the mail later, under the same Message-ID, and the operator sees why it waits", async () => {
  let isBusy = true;
  const ids: string[] = [];
  await receive({
    onData(stream, _session, done) {
      void readMail(stream).then((raw) => {
        if (isReset(raw)) ids.push(/^Message-ID: (.*)\r$/m.exec(raw)![1]!);
        done(isBusy ? Object.assign(new Error("try later"), { responseCode: 451 }) : null);
      });
    },
  });
  const id = await mailTo(ada);
  await untilMail(id, { state: "retry_wait", reason: "delivery.throttled", has_content: true });
  expect(await lastError()).toBe("delivery.throttled");
  isBusy = false;
  world.clock.advance(2 * minuteMs);
  await untilMail(id, { state: "succeeded", has_content: false });
  expect(ids).toEqual([`<${id}@localhost>`, ids[0]]);
  expect(await lastError()).toBeNull();
});

test("where nobody listens the mail waits, and goes when its link is of no use any more", async () => {
  world.app.deployment.smtpUrl = "smtp://127.0.0.1:1";
  const id = await mailTo(ada);
  await untilMail(id, { state: "retry_wait", reason: "delivery.unreachable", has_content: true });
  expect(await lastError()).toBe("delivery.unreachable");
  world.clock.advance(2 * hourMs);
  await untilMail(id, { state: "failed", reason: "deliveries.expired", has_content: false });
});

test("a recipient the server will never take is given up at once, its link forgotten, and the log names no address", async () => {
  await receive({
    onRcptTo: (_to, _session, done) => done(Object.assign(new Error("no such mailbox"), { responseCode: 550 })),
  });
  const id = await mailTo(bob);
  const given = await untilMail(id, { state: "failed", has_content: false });
  expect(given).toMatchObject({ reason: "delivery.recipient_refused", attempts: 1 });
  expect(world.logLines.join("")).not.toContain(bob.email);
});

test("a worker killed while the server has the mail leaves it unconfirmed: no second one goes until the operator says so", async () => {
  const taken: string[] = [];
  let isSilent = true;
  const { port, close } = await receiveMails({
    onData(stream, _session, done) {
      void readMail(stream).then((raw) => {
        taken.push(raw);
        if (!isSilent) done();
      });
    },
  });
  const other = await openWorld({ deployment: { smtpUrl: `smtp://127.0.0.1:${port}` } });
  closing.push(() => other.close(), close);
  other.clock.set(new Date());
  const eve = await signUp(other, "Eve");
  const worker = await startWorkerProcess(other);
  const id = await mailTo(eve, other);
  await until(() => taken.some(isReset));
  await worker.kill();
  await untilMail(id, { state: "attempting", attempts: 1 }, other);
  other.clock.set(later(new Date(), 30 * minuteMs));
  await other.work();
  await untilMail(id, { state: "unconfirmed", reason: "delivery.interrupted" }, other);
  await untilIdle(other, "deliveries.");
  expect(taken.filter(isReset)).toHaveLength(1);
  isSilent = false;
  const json = { happened: false };
  await readAnswer(eve.request(`/api/v1/operator/mails/${id}/settle`, { method: "POST", json }), 200);
  await untilMail(id, { state: "succeeded" }, other);
  expect(taken.filter(isReset).map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)![1])).toEqual([
    `<${id}@localhost>`,
    `<${id}@localhost>`,
  ]);
});

test("mails that waited when the mail server was given up go to the mailbox", async () => {
  world.app.deployment.smtpUrl = "smtp://127.0.0.1:1";
  const id = await mailTo(ada);
  await untilMail(id, { state: "retry_wait" });
  world.app.deployment.smtpUrl = undefined;
  world.clock.advance(2 * minuteMs);
  const held = await until(async () => (await readMailbox(ada)).find((mail) => mail.id === id));
  expect(held).toMatchObject({ to: ada.email, subject: "Choose a new password" });
});

test("the operator's log tells of each mail what became of it, finds it by its address, and shows neither address nor words", async () => {
  await receive();
  const id = await mailTo(bob);
  await untilMail(id, { state: "succeeded" });
  const log = await ada.request(`/api/v1/operator/mails?recipient=${encodeURIComponent(bob.email.toUpperCase())}`);
  const text = await log.text();
  const { data } = JSON.parse(text) as { data: { id: string }[] };
  expect(data).toMatchObject([{ id, template: "reset_password", belongs_to: "user", state: "succeeded", held: false }]);
  const one = await ada.request(`/api/v1/operator/mails/${id}`);
  const details = await one.text();
  expect(JSON.parse(details)).toMatchObject({ timeline: [{ state: "succeeded", status: 250 }] });
  for (const shown of [text, details]) expect(shown).not.toMatch(/bob-|token=|Choose a new/);
  const replay = ada.request(`/api/v1/operator/mails/${id}/replay`, { method: "POST" });
  expect(await readRefusal(replay)).toBe("409 deliveries.not_replayable");
  expect(await readRefusal(bob.request("/api/v1/operator/mails"))).toBe("403 request.not_allowed");
});

test("user and password are sent to a server that asks for them, and stand in no record of it", async () => {
  const seen: string[] = [];
  await receive(
    {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        seen.push(`${auth.username} ${auth.password}`);
        done(null, { user: auth.username });
      },
    },
    (port) => `smtp://post%40example.test:s%3Acret@127.0.0.1:${port}`,
  );
  await untilMail(await mailTo(ada), { state: "succeeded" });
  expect(seen).toEqual(["post@example.test s:cret"]);
});

test("over TLS, a server with a certificate this machine trusts gets the mail", async () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const cert = certify("localhost", ["20", "49"], keys);
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, cert]);
  closing.push(() => Promise.resolve(setDefaultCACertificates(before)));
  const key = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const { received } = await receive({ secure: true, key, cert }, (port) => `smtps://localhost:${port}`);
  await untilMail(await mailTo(ada), { state: "succeeded" });
  expect(received.map(({ secure }) => secure)).toEqual([true]);
});

test("a certificate that nobody here trusts gets no mail", async () => {
  const { received } = await receive({ secure: true }, (port) => `smtps://localhost:${port}`);
  await untilMail(await mailTo(ada), { state: "retry_wait", reason: "delivery.insecure" });
  expect(await lastError()).toBe("delivery.insecure");
  expect(received).toEqual([]);
});

test("who was erased meanwhile gets no mail", async () => {
  world.app.deployment.smtpUrl = "smtp://127.0.0.1:1";
  const id = await mailTo(bob);
  await untilMail(id, { state: "retry_wait" });
  await world.rows("delete from subject_keys where cls = 'comms_log' and subject_id = $1", [bob.userId]);
  const { received } = await receive();
  world.clock.advance(2 * minuteMs);
  await untilMail(id, { state: "canceled", reason: "deliveries.recipient_erased", has_content: false });
  expect(received).toEqual([]);
});
