import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { issueOwnerLink } from "../deployment/public.ts";
import { askAnonymously, birthDate, cookieOf, untilIdle } from "../../testing/people.ts";
import { certify } from "../../testing/certify.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Received = { to: string[]; raw: string; secure: boolean };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A mail server on loopback that keeps what it is given. */
async function receiveMails(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream: SMTPServerDataStream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
          secure: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined); // a client that refuses our certificate
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { received, port: (server.server.address() as AddressInfo).port };
}

/** A deployment with this mail server, and an operator who has just asked for a reset link. */
async function openPostOffice(smtpUrl: string): Promise<{ world: World; askReset(): Promise<void>; cookie: string }> {
  const world = await openWorld({ deployment: { smtpUrl, mailFrom: "Avow <avow@post.example>" } });
  closing.unshift(() => world.close());
  const json = {
    email: "ada@example.test",
    password: "ada has a long secret",
    name: "Ada",
    birth_date: birthDate,
    owner_token: await issueOwnerLink(world.app),
  };
  const cookie = cookieOf(await askAnonymously(world, "/api/v1/users", json));
  await world.work();
  const askReset = async () =>
    void (await readAnswer(askAnonymously(world, "/api/v1/password-resets", { email: "ada@example.test" }), 202));
  return { world, askReset, cookie };
}

const count = async (world: World, table: string) => (await world.rows(`select 1 from ${table}`)).length;
const isReset = (raw: string) => /^Subject: Choose a new password\r$/m.test(raw);
const lastError = async (world: World, cookie: string) =>
  (
    await readAnswer<{ smtp: { last_error: string | null } }>(
      world.request("/api/v1/operator/settings", { headers: { cookie } }),
      200,
    )
  ).smtp.last_error;

test("a mail goes out in text and HTML, from and to whom it should, and is gone here once it is sent", async () => {
  const { received, port } = await receiveMails();
  const { world, askReset } = await openPostOffice(`smtp://127.0.0.1:${port}`);
  await askReset();
  const [mail] = await until(() => received.length === 1 && received);
  await until(async () => (await count(world, "mails")) === 0);
  expect(mail!.to).toEqual(["ada@example.test"]);
  expect(mail!.raw).toMatch(/^From: Avow <avow@post\.example>\r$/m);
  expect(mail!.raw).toMatch(/^Subject: Choose a new password\r$/m);
  expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(mail!.raw).toMatch(/^Content-Type: text\/plain/m);
  expect(mail!.raw).toMatch(/^Content-Type: text\/html/m);
  expect(mail!.raw.replaceAll("=\r\n", "").replaceAll("=3D", "=")).toMatch(
    /http:\/\/localhost:4600\/reset-password#token=[\w-]{43}/,
  );
});

test("a server that is away gets the mail when it is back, under the same Message-ID, and the operator sees why it waits", async () => {
  let isBusy = true;
  const ids: string[] = [];
  const { received, port } = await receiveMails({
    onData(stream, _session, done) {
      let raw = "";
      stream.on("data", (chunk: Buffer) => (raw += chunk.toString()));
      stream.on("end", () => {
        if (isReset(raw)) ids.push(/^Message-ID: (.*)\r$/m.exec(raw)![1]!);
        done(isBusy ? Object.assign(new Error("try later"), { responseCode: 451 }) : null);
      });
    },
  });
  const { world, askReset, cookie } = await openPostOffice(`smtp://127.0.0.1:${port}`);
  await askReset();
  await until(async () => (await lastError(world, cookie)) === "mail.not_accepted");
  expect(await count(world, "mails")).toBe(1);
  isBusy = false;
  world.clock.advance(minuteMs);
  await until(async () => (await count(world, "mails")) === 0);
  expect(ids).toEqual([expect.stringMatching(/^<eml_\w{26}@localhost>$/), ids[0]]);
  expect(received).toEqual([]);
  await untilIdle(world);
  expect(await lastError(world, cookie)).toBeNull();
});

test("where nobody listens the mail waits", async () => {
  const { port } = await receiveMails();
  await closing.pop()!();
  const { world, askReset, cookie } = await openPostOffice(`smtp://127.0.0.1:${port}`);
  await askReset();
  await until(async () => (await lastError(world, cookie)) === "mail.unreachable");
  expect(await count(world, "mails")).toBe(1);
});

test("a recipient the server will never take is given up, and the log names no address", async () => {
  const { port } = await receiveMails({
    onRcptTo: (_to, _session, done) => done(Object.assign(new Error("no such mailbox"), { responseCode: 550 })),
  });
  const { world, askReset } = await openPostOffice(`smtp://127.0.0.1:${port}`);
  await askReset();
  await until(async () => (await count(world, "email_tokens")) === 1 && (await count(world, "mails")) === 0);
  expect(world.logLines.filter((line) => line.includes("refuses the recipient"))).toHaveLength(1);
  expect(world.logLines.join("")).not.toContain("ada@example.test");
});

test("who was erased meanwhile gets no mail", async () => {
  const { received, port } = await receiveMails();
  const { world, askReset, cookie } = await openPostOffice("smtp://127.0.0.1:1");
  await askReset();
  await until(async () => (await lastError(world, cookie)) === "mail.unreachable");
  await world.rows("delete from subject_keys where cls = 'comms_log'");
  world.app.deployment.smtpUrl = `smtp://127.0.0.1:${port}`;
  world.clock.advance(minuteMs);
  await until(async () => (await count(world, "mails")) === 0);
  expect(received).toEqual([]);
});

test("mails that waited when the mail server was given up go to the mailbox", async () => {
  const { world, askReset, cookie } = await openPostOffice("smtp://127.0.0.1:1");
  await askReset();
  await until(async () => (await lastError(world, cookie)) === "mail.unreachable");
  world.app.deployment.smtpUrl = undefined;
  world.clock.advance(minuteMs);
  // The operator is written to besides, as soon as somebody sees that mail waits.
  const resets = await until(async () => {
    const asked = world.request("/api/v1/operator/mailbox", { headers: { cookie } });
    const { data } = await readAnswer<{ data: { subject: string }[] }>(asked, 200);
    const found = data.filter(({ subject }) => subject === "Choose a new password");
    return found.length > 0 && found;
  });
  expect(resets).toHaveLength(1);
});

test("user and password are sent to a server that asks for them", async () => {
  const seen: string[] = [];
  const { received, port } = await receiveMails({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      seen.push(`${auth.username} ${auth.password}`);
      done(null, { user: auth.username });
    },
  });
  const { askReset } = await openPostOffice(`smtp://post%40example.test:s%3Acret@127.0.0.1:${port}`);
  await askReset();
  await until(() => received.length === 1);
  expect(seen).toEqual(["post@example.test s:cret"]);
});

test("over TLS, a server with a certificate this machine trusts gets the mail", async () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const cert = certify("localhost", ["20", "49"], keys);
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, cert]);
  closing.push(async () => setDefaultCACertificates(before));
  const key = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const { received, port } = await receiveMails({ secure: true, key, cert });
  const { askReset } = await openPostOffice(`smtps://localhost:${port}`);
  await askReset();
  const [mail] = await until(() => received.length === 1 && received);
  expect(mail!.secure).toBe(true);
});

test("a certificate that nobody here trusts gets no mail", async () => {
  const { received, port } = await receiveMails({ secure: true });
  const { world, askReset, cookie } = await openPostOffice(`smtps://localhost:${port}`);
  await askReset();
  await until(async () => (await lastError(world, cookie)) === "mail.insecure");
  expect(received).toEqual([]);
});
