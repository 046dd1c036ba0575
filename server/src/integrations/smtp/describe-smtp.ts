import { minuteMs, secondMs } from "../../framework/clock.ts";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Longest that a server may think about a mail it has been given: whoever gives up earlier does not know what came of it. */
export const answerWithinMs = 5 * minuteMs;

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
    socketTimeout: answerWithinMs,
    maxResponseSize: 16_384,
  };
}
