import { createTransport } from "nodemailer";
import { classify, describeSmtp, type SmtpFailure } from "./post-by-smtp.ts";
import type { MailOutcome } from "../roles/mailer.ts";

export type SmtpReach = Exclude<MailOutcome, "sent" | "rejected"> | "ready";

/** Signs in at the mail server and leaves again: whether it would take a mail, without sending one. */
export async function reachSmtp(smtpUrl: string): Promise<SmtpReach> {
  const transport = createTransport(describeSmtp(smtpUrl));
  try {
    await transport.verify();
    return "ready";
  } catch (error) {
    const outcome = classify(error as SmtpFailure);
    return outcome === "sent" || outcome === "rejected" ? "not_accepted" : outcome;
  } finally {
    transport.close();
  }
}
