import { createTransport } from "nodemailer";
import type { Mail } from "../roles/deliveries/mail.ts";

/** What goes over the wire, signed where the domain can be. Values are put into headers by nodemailer, which folds and encodes them. */
export async function composeMime(mail: Mail, messageId: string): Promise<{ from: string; message: Buffer }> {
  const { dkim } = mail.server;
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } } : {}),
  });
  const { envelope, message } = await transport.sendMail({
    messageId: `<${messageId}>`,
    date: mail.at,
    from: mail.from,
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { "Auto-Submitted": "auto-generated", ...unsubscribing(mail) },
  });
  return { from: envelope.from || "", message: message as Buffer };
}

const unsubscribing = ({ unsubscribe }: Mail): Record<string, string> =>
  unsubscribe ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
