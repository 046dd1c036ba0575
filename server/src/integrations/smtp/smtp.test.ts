import { generateKeyPairSync } from "node:crypto";
import dns from "node:dns";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { certify } from "../../testing/stand-ins/certify.ts";
import { headerOf, type MailReceiver, receiveMails } from "../../testing/stand-ins/receive-mails.ts";
import { mailTo, openMailWay } from "../../testing/ways-out/mail-way.ts";
import type { DeliveryCall } from "../roles/deliveries/delivery.ts";
import { describeDelivery } from "../roles/deliveries/delivery.contract.ts";
import type { Mail } from "../roles/deliveries/mail.ts";
import { composeMime } from "./compose-mime.ts";
import { smtp } from "./smtp.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const noFetch: DeliveryCall["fetch"] = () => Promise.reject(new Error("mail does not go over HTTP"));
const call = (patienceMs = 5000): DeliveryCall => ({
  fetch: noFetch,
  signal: AbortSignal.timeout(patienceMs),
  at: new Date(),
});
const send = (content: Mail, patienceMs?: number) => smtp.send({ key: "dlv_1", attempt: 1, content }, call(patienceMs));

describeDelivery("smtp", () => openMailWay(smtp));

/** A server that speaks by a script: what it answers each line with, or nothing more. */
async function scripted(answers: Record<string, string | null>): Promise<{ port: number; lines: string[] }> {
  const lines: string[] = [];
  const server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.write("220 ready\r\n");
    let isText = false;
    socket.on("data", (bytes) => {
      for (const line of bytes.toString().split("\r\n").slice(0, -1)) {
        if (isText && line !== ".") continue;
        const word = isText ? "." : line.split(/[ :]/)[0]!.toUpperCase();
        isText = false;
        lines.push(word);
        const answer = Object.hasOwn(answers, word) ? answers[word] : "250 ok";
        if (answer === null || answer === undefined) return void socket.destroy();
        if (answer.startsWith("354")) isText = true;
        socket.write(`${answer}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port, lines };
}

const go = "354 go";

test.each([
  ["a recipient nobody has", { RCPT: "550 5.1.1 no such user" }, "delivery.recipient_refused", false],
  ["a refusal of the recipient without a reason", { RCPT: "553 no" }, "delivery.recipient_refused", false],
  ["a server that does not relay for us", { RCPT: "550 5.7.1 relaying denied" }, "delivery.not_accepted", true],
  ["a sender it does not like", { MAIL: "553 5.7.1 not yours" }, "delivery.not_accepted", true],
  ["a server that knows us not yet", { RCPT: "450 4.2.0 greylisted" }, "delivery.throttled", true],
  ["a full disk", { DATA: go, ".": "452 4.3.1 no space" }, "delivery.throttled", true],
  ["words it takes for spam", { DATA: go, ".": "554 5.7.1 spam" }, "delivery.content_refused", false],
  [
    "a recipient found missing only at the end",
    { DATA: go, ".": "550 5.1.1 gone" },
    "delivery.recipient_refused",
    false,
  ],
])("%s: the failure says so, and nothing happened", async (_, answers, code, retryable) => {
  const { port } = await scripted({ EHLO: "250 here", ...answers });
  expect(await send(mailTo(port))).toMatchObject({
    outcome: "failed",
    failure: { code, retryable, mayHaveHappened: false },
  });
});

test.each([
  ["EHLO", { EHLO: null, HELO: null }, false],
  ["MAIL FROM", { MAIL: null }, false],
  ["RCPT TO", { RCPT: null }, false],
  ["DATA", { DATA: null }, false],
  ["the mail itself", { DATA: go, ".": null }, true],
])("a connection that breaks at %s leaves it open only where the text was under way", async (_, answers, isOpen) => {
  const { port } = await scripted({ EHLO: "250 here", ...answers });
  const result = await send(mailTo(port));
  expect(result).toMatchObject({ outcome: "failed", failure: { mayHaveHappened: isOpen, retryable: true } });
});

describe("with a server elsewhere", () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" });
  /** A name like any other, which the resolver is made to know: not this machine, with which nothing need be encrypted. */
  const name = "mail.elsewhere.test";
  const certificates = {
    good: certify(name, ["20", "40"], keys),
    foreign: certify("mail.example", ["20", "40"], keys),
    expired: certify(name, ["20", "21"], keys),
  };
  const usual = getCACertificates("default");
  beforeAll(() => {
    setDefaultCACertificates([...usual, certificates.good, certificates.foreign, certificates.expired]);
    const resolve = ((...[, tell]: [string, (error: Error | null, found: string[]) => void]) =>
      tell(null, ["127.0.0.1"])) as never;
    const none = ((...[, tell]: [string, (error: Error | null, found: string[]) => void]) => tell(null, [])) as never;
    vi.spyOn(dns.Resolver.prototype, "resolve4").mockImplementation(resolve);
    vi.spyOn(dns.Resolver.prototype, "resolve6").mockImplementation(none);
    vi.spyOn(dns, "lookup").mockImplementation(((
      ...[, , tell]: [string, object, (error: null, found: { address: string; family: number }[]) => void]
    ) => tell(null, [{ address: "127.0.0.1", family: 4 }])) as never);
  });
  afterAll(() => {
    setDefaultCACertificates(usual);
    vi.restoreAllMocks();
  });
  const elsewhere = (port: number) => mailTo(port, { server: { url: `smtp://${name}:${port}` } });
  const receive = async (options: SMTPServerOptions) => {
    const receiver = await receiveMails(options);
    closing.push(receiver.close);
    return receiver;
  };

  test("a mail goes over only once the connection is encrypted", async () => {
    const receiver = await receive({ key: pem, cert: certificates.good });
    expect(await send(elsewhere(receiver.port))).toMatchObject({ outcome: "accepted" });
    expect(receiver.received).toMatchObject([{ secure: true, to: ["ada@example.test"] }]);
  });

  test.each(["foreign", "expired", "unknown"] as const)(
    "a certificate that is %s is not believed, and nothing is sent",
    async (which) => {
      const own = which === "unknown" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : keys;
      const cert = which === "unknown" ? certify(name, ["20", "40"], own) : certificates[which];
      const receiver = await receive({ key: own.privateKey.export({ type: "pkcs8", format: "pem" }), cert });
      const result = await send(elsewhere(receiver.port));
      expect(result).toMatchObject({
        outcome: "failed",
        failure: { code: "delivery.insecure", mayHaveHappened: false, retryable: true },
      });
      expect(receiver.received).toEqual([]);
    },
  );

  test("where encryption is not offered, or refused when it is asked for, nothing is sent", async () => {
    const insecure = { outcome: "failed", failure: { code: "delivery.insecure", mayHaveHappened: false } };
    const without = await receive({ disabledCommands: ["STARTTLS"] });
    expect(await send(elsewhere(without.port))).toMatchObject(insecure);
    expect(without.received).toEqual([]);
    const refusing = await scripted({ EHLO: "250-here\r\n250 STARTTLS", STARTTLS: "454 4.7.0 not now" });
    expect(await send(elsewhere(refusing.port))).toMatchObject(insecure);
    expect(refusing.lines).not.toContain("MAIL");
  });
});

test("nothing a mail is made of adds a header, a recipient or a command", async () => {
  const receiver = await receiveMails();
  closing.push(receiver.close);
  const evil = "x\r\nBcc: eve@example.test\r\n\r\n.\r\nMAIL FROM:<eve@example.test>";
  const attempts: Partial<Mail>[] = [
    { subject: evil },
    { from: "Avow\r\nBcc: eve@example.test <avow@post.example>" },
    { text: evil },
    { html: evil },
    { host: evil },
    { unsubscribe: `https://avow.example/u#${evil}` },
    { to: `ada@example.test${evil}` },
    { to: "ada@example.test>\r\nRCPT TO:<eve@example.test" },
    { to: "ada@example.test, eve@example.test" },
  ];
  for (const more of attempts) await send(mailTo(receiver.port, more));
  expect(receiver.received.length).toBeGreaterThan(5);
  for (const { to, from, raw } of receiver.received) {
    expect([from, to.filter((one) => one !== "ada@example.test")]).toEqual(["avow@post.example", []]);
    expect(raw.split("\r\n\r\n")[0]).not.toMatch(/^bcc:/im);
  }
});

test("a domain's key signs the mail, and what is signed covers who wrote to whom about what", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const dkim = { domain: "post.example", selector: "avow", privateKey };
  const { message } = await composeMime(
    mailTo(25, { server: { url: "smtp://127.0.0.1", dkim } }),
    "dlv_1@avow.example",
  );
  const signature = headerOf(message.toString(), "DKIM-Signature")?.replaceAll(/\s+/g, " ");
  expect(signature).toMatch(/v=1; a=rsa-sha256; .*d=post\.example; .*s=avow;/);
  expect(signature).toMatch(/ h=from:subject:date:message-id:to:/);
});

test("a mail of a kind one can leave says how, with one click", async () => {
  const unsubscribe = "https://avow.example/api/v1/mail/unsubscribe/abc";
  const { message } = await composeMime(mailTo(25, { unsubscribe }), "dlv_1@avow.example");
  expect(headerOf(message.toString(), "List-Unsubscribe")).toBe(`<${unsubscribe}>`);
  expect(headerOf(message.toString(), "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const without = await composeMime(mailTo(25), "dlv_1@avow.example");
  expect(headerOf(without.message.toString(), "List-Unsubscribe")).toBeUndefined();
});

test("the time a mail was asked for and its id stay as they are at every attempt", async () => {
  const receiver: MailReceiver = await receiveMails();
  closing.push(receiver.close);
  for (const attempt of [1, 2]) await smtp.send({ key: "dlv_1", attempt, content: mailTo(receiver.port) }, call());
  const heads = receiver.received.map(({ raw }) => [headerOf(raw, "Message-ID"), headerOf(raw, "Date")]);
  expect(heads).toEqual([heads[0], heads[0]]);
  expect(heads[0]).toEqual(["<dlv_1@avow.example>", "Sun, 01 Mar 2026 12:00:00 +0000"]);
});
