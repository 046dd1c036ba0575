/** One mail, complete. */
export interface OutgoingMail {
  /** Stays the same when the mail has to be sent again, so that receivers recognise it (RFC 5322 § 3.6.4), without brackets. */
  messageId: string;
  at: Date;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * `rejected`: this recipient will never be taken. The others are worth another try: nobody answers, no encryption
 * that can be trusted, or the server declines us.
 */
export type MailOutcome = "sent" | "rejected" | "unreachable" | "insecure" | "not_accepted";

/** Hands a mail to the server that a URL names, and says what came of it. Never throws for what the server does. */
export type PostMail = (serverUrl: string, mail: OutgoingMail) => Promise<MailOutcome>;
