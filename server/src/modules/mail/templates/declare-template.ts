/** What a mail is about: by this people choose what they get. `account` and `security` cannot be switched off. */
export const mailTopics = ["account", "security", "billing", "service", "marketing"] as const;
export type MailTopic = (typeof mailTopics)[number];

/** What is theirs to choose. */
export const choosableTopics = ["billing", "service", "marketing"] as const satisfies readonly MailTopic[];
export type ChoosableTopic = (typeof choosableTopics)[number];

/** Whoever has an account gets these: they could not keep it, or keep it safe, without. */
export const fixedTopics: ReadonlySet<MailTopic> = new Set(["account", "security"]);

export const mailLanguages = ["en", "de"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** A mail in one language. Words are plain text: markup in them is shown, not meant. */
export type Written = { subject: string; paragraphs: readonly string[]; action?: { label: string; link: string } };

/** One mail, in every language, with something to show it by. Links are complete URLs. */
export type Template<F extends Record<string, string>> = {
  topic: MailTopic;
  /** Later it is not sent any more. */
  usefulForMs?: number;
  /** Somebody waits for it, or has to act before somebody else does. */
  isUrgent?: true;
  /** A member chose whom it goes to: the organization's policy says who may be written to. */
  hasChosenRecipient?: true;
  /** The person asked for it just now: it is tried even where mails came back before. */
  isAwaited?: true;
  example: F;
} & Record<MailLanguage, (filling: F) => Written>;

export const declareTemplate = <F extends Record<string, string>>(declared: Template<F>): Template<F> => declared;

/** A day, as `2026-03-01`, in words. */
export const inWords = (day: string, language: MailLanguage): string => {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return at.toLocaleDateString(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
};
