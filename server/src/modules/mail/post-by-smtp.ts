import { createTransport } from "nodemailer";
import { secondMs } from "../../framework/clock.ts";
import { mailErrors } from "./errors.ts";
import type { RenderedMail } from "./render-mail.ts";

export type Outgoing = RenderedMail & { id: string; from: string; to: string; at: Date; host: string };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/;

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

/**
 * Hands a mail to the server. Its Message-ID comes from its id, so a mail that had to be sent again is known as the same.
 * @returns `rejected` where the server will never take it for this recipient
 * @throws Refusal `mail.*` where trying again makes sense
 */
export async function postBySmtp(smtpUrl: string, mail: Outgoing): Promise<"sent" | "rejected"> {
  const transport = createTransport(describeSmtp(smtpUrl));
  try {
    await transport.sendMail({
      messageId: `<${mail.id}@${mail.host}>`,
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
    const failure = error as SmtpFailure;
    if (failure.command === "RCPT TO" && (failure.responseCode ?? 0) >= 500) return "rejected";
    throw Object.assign(classify(failure), { cause: error });
  } finally {
    transport.close();
  }
}

/** What nodemailer adds to an error: its own code, that of Node or OpenSSL, and the server's reply. */
type SmtpFailure = { code?: string; originalCode?: string; command?: string; responseCode?: number };

function classify({ code = "", originalCode = "", responseCode = 0 }: SmtpFailure) {
  const isTls = code === "ETLS" || /CERT|SSL|TLS|SIGNATURE|UNABLE_TO_|ALTNAME/.test(originalCode);
  if (isTls) return mailErrors.insecure();
  return responseCode > 0 || code === "EAUTH"
    ? mailErrors.not_accepted({ status: responseCode })
    : mailErrors.unreachable();
}
