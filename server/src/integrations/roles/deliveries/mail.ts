/** Signs mails for a domain (RFC 6376): the private key in PEM, whose public half the domain publishes under the selector. */
export type Dkim = { domain: string; selector: string; privateKey: string };

/** Who takes mails from here: `smtps://user:password@host:port`. */
export type MailServer = { url: string; dkim?: Dkim | undefined };

/** One mail, complete. */
export type Mail = {
  server: MailServer;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** When it was asked for. */
  at: Date;
  /** By whose domain its Message-ID is unique. */
  host: string;
  /** Where one click ends mails of its kind (RFC 8058). */
  unsubscribe?: string | undefined;
};
