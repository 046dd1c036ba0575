import { secondMs } from "../../framework/clock.ts";
import { converse, type SmtpError } from "./converse.ts";
import { judgeSmtp } from "./judge-smtp.ts";

export type SmtpReach = "ready" | "unreachable" | "insecure" | "not_accepted";

const withinMs = 30 * secondMs;

/** Signs in at the mail server and leaves again: whether it would take a mail, without sending one. */
export async function reachSmtp(smtpUrl: string): Promise<SmtpReach> {
  try {
    await converse(smtpUrl, AbortSignal.timeout(withinMs), (_, done) => done(null));
    return "ready";
  } catch (error) {
    const { code } = judgeSmtp(error as SmtpError, false);
    if (code === "delivery.unreachable") return "unreachable";
    return code === "delivery.insecure" ? "insecure" : "not_accepted";
  }
}
