import { minuteMs } from "../../framework/clock.ts";
import { type DeliveryFailure, deliveryFailure } from "../roles/deliveries/delivery-failure.ts";
import type { SmtpError } from "./converse.ts";

/** Servers that want to see somebody twice, and those that are busy, are satisfied after about a minute. */
const retryAfterMs = minuteMs;

/** The enhanced status of a reply (RFC 3463): `5.1.1`. */
const enhancedOf = (response = "") => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];

/** What an error says. @param isHandedOver the mail's text had begun to go over: without a reply, it may have been taken */
export function judgeSmtp(error: SmtpError, isHandedOver: boolean): DeliveryFailure {
  const { code = "", originalCode = "", command = "", responseCode: status = 0, response } = error;
  if (code === "ETLS" || /CERT|SSL|TLS|SIGNATURE|UNABLE_TO_|ALTNAME/.test(originalCode))
    return deliveryFailure("delivery.insecure");
  // Not sent at all: nodemailer found it impossible, or larger than the server said it takes.
  if (status < 400 && code === "EENVELOPE") return deliveryFailure("delivery.recipient_refused");
  if (status < 400 && code === "EMESSAGE") return deliveryFailure("delivery.content_refused");
  if (status < 400) return judgeSilence(code, isHandedOver);
  const reason = enhancedOf(response);
  const said = { status, ...(reason ? { reason } : {}) };
  if (code === "EAUTH") return deliveryFailure("delivery.not_accepted", said);
  if (status < 500) return deliveryFailure("delivery.throttled", { ...said, retryAfterMs });
  if (isAboutRecipient(command, reason)) return deliveryFailure("delivery.recipient_refused", said);
  if (command === "DATA") return deliveryFailure("delivery.content_refused", said);
  return deliveryFailure("delivery.not_accepted", said);
}

/** Nothing was said about the mail. Once its text was under way, silence says nothing about whether it was taken. */
function judgeSilence(code: string, isHandedOver: boolean): DeliveryFailure {
  if (!isHandedOver) return deliveryFailure(code === "EAUTH" ? "delivery.not_accepted" : "delivery.unreachable");
  const isLate = code === "OUT_OF_TIME" || code === "ETIMEDOUT";
  return deliveryFailure(isLate ? "delivery.timed_out" : "delivery.connection_lost", { mayHaveHappened: true });
}

/** `5.7`, a rule of the server's, and `5.3`, its own state, say nothing about who was written to. */
function isAboutRecipient(command: string, reason: string | undefined): boolean {
  if (reason) return /^5\.[12]\./.test(reason);
  return command === "RCPT TO";
}
