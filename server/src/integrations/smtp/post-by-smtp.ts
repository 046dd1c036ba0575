import { createTransport } from "nodemailer";
import { secondMs } from "../../framework/clock.ts";
import type { MailOutcome, PostMail } from "../roles/mailer.ts";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** How to talk to the server named by `smtps://user:password@host:port`: encrypted, except with this very machine. */
export function describeSmtp(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  const isLocal = loopback.test(url.hostname);
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isLocal,
    ignoreTLS: !secure && isLocal,
    tls: { minVersion: "TLSv1.2" as const, rejectUnauthorized: true },
    ...(user ? { auth: { user, pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: 10 * secondMs,
    greetingTimeout: 10 * secondMs,
    socketTimeout: 30 * secondMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The mailer over SMTP (RFC 5321). The host is the operator's choice, given at the start, so it may lie in their network. */
export const postBySmtp: PostMail = async (smtpUrl, mail) => {
  const transport = createTransport(describeSmtp(smtpUrl));
  try {
    await transport.sendMail({
      messageId: `<${mail.messageId}>`,
      date: mail.at,
      from: mail.from,
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return "sent";
  } catch (error) {
    return classify(error as SmtpFailure);
  } finally {
    transport.close();
  }
};

/** What nodemailer adds to an error: its own code, that of Node or OpenSSL, and the server's reply. */
export type SmtpFailure = { code?: string; originalCode?: string; command?: string; responseCode?: number };

export function classify({ code = "", originalCode = "", command = "", responseCode = 0 }: SmtpFailure): MailOutcome {
  if (command === "RCPT TO" && responseCode >= 500) return "rejected";
  if (code === "ETLS" || /CERT|SSL|TLS|SIGNATURE|UNABLE_TO_|ALTNAME/.test(originalCode)) return "insecure";
  return responseCode > 0 || code === "EAUTH" ? "not_accepted" : "unreachable";
}
