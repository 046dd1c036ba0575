import { Readable } from "node:stream";
import type { DeliveryIntegration, DeliveryRequest, DeliveryTrace, SendResult } from "../roles/deliveries/delivery.ts";
import type { Mail } from "../roles/deliveries/mail.ts";
import { composeMime } from "./compose-mime.ts";
import { converse, type SmtpError } from "./converse.ts";
import { answerWithinMs, describeSmtp } from "./describe-smtp.ts";
import { judgeSmtp } from "./judge-smtp.ts";

const repliesMax = 1000;

/**
 * Mail over SMTP (RFC 5321). A server cannot be asked whether it took a mail, and drops no second one: what nobody answered
 * for is not sent again by itself. The Message-ID is the same at every attempt.
 */
export const smtp: DeliveryIntegration<Mail> = {
  name: "smtp",
  profile: { repeat: "never", canRetract: false, sendWithinMs: answerWithinMs },
  send,
  async checkHealth({ content }, { signal, at }) {
    try {
      await converse(content.server.url, signal, (_, done) => done(null));
      return { state: "working", at };
    } catch (error) {
      return { state: "failing", failure: judgeSmtp(error as SmtpError, false), at };
    }
  },
};

/** A Message-ID without brackets: of one effect, whenever it is tried. */
export const messageIdOf = ({ key, content }: Pick<DeliveryRequest<Mail>, "key" | "content">): string =>
  `${key}@${content.host}`;

type Taken = { response?: string | undefined; serverMessageId?: string | undefined };

async function send(
  { key, content: mail }: DeliveryRequest<Mail>,
  { signal }: { signal: AbortSignal },
): Promise<SendResult> {
  const messageId = messageIdOf({ key, content: mail });
  const request = describeRequest(mail, messageId);
  const start = performance.now();
  const took = () => ({ totalMs: Math.round(performance.now() - start) });
  let isHandedOver = false;
  try {
    const { from, message } = await composeMime(mail, messageId);
    const text = new Readable({
      read() {
        isHandedOver = true;
        this.push(message);
        this.push(null);
      },
    });
    const dsn = { id: key, return: "headers", notify: "failure" };
    const envelope = { from, to: mail.to, size: message.byteLength, dsn };
    const taken = await converse<Taken>(mail.server.url, signal, (connection, done) =>
      connection.send(envelope, text, done),
    );
    const response = { status: 250, body: (taken.response ?? "").slice(0, repliesMax) };
    const remote = taken.serverMessageId ? { remoteId: taken.serverMessageId } : {};
    return { outcome: "accepted", status: 250, ...remote, trace: { request, response, ...took() } };
  } catch (error) {
    const failure = judgeSmtp(error as SmtpError, isHandedOver);
    const { responseCode: status, response: said } = error as SmtpError;
    const response = status ? { response: { status, body: (said ?? "").slice(0, repliesMax) } } : {};
    return { outcome: "failed", failure, trace: { request, ...response, ...took() } };
  }
}

/** Without the text: links in it let in whoever has them. */
function describeRequest(mail: Mail, messageId: string): NonNullable<DeliveryTrace["request"]> {
  const { host, port } = describeSmtp(mail.server.url);
  const headers = { From: mail.from, To: mail.to, Subject: mail.subject, "Message-ID": `<${messageId}>` };
  return { method: "SMTP", address: `${host}:${port}`, headers };
}
