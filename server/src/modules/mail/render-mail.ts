import { type MailFillings, type MailTemplate, templateOf } from "./templates/all-templates.ts";
import { type MailLanguage, mailLanguages, type Written } from "./templates/declare-template.ts";
import { toHtml } from "./to-html.ts";

export type RenderedMail = { subject: string; text: string; html: string };

/** The language of a locale's first part; English where no mail is written in it. */
export const languageOf = (locale: string): MailLanguage =>
  mailLanguages.find((language) => language === locale.split("-")[0]!.toLowerCase()) ?? "en";

/** A subject is one line, whatever a name holds; nothing in it turns the direction of what follows. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();

/** What stands below a mail: where it comes from, and where one chooses what comes. */
export type Closing = { origin: string; choices?: string | undefined; unsubscribe?: string | undefined };

/** Text and HTML of one mail, from the same sentences. */
export function renderMail<T extends MailTemplate>(
  name: T,
  locale: string,
  filling: MailFillings[T],
  closing: Closing,
): RenderedMail {
  const language = languageOf(locale);
  const written = templateOf(name)[language](filling);
  const subject = oneLine(written.subject);
  const below = close(language, closing);
  return { subject, text: toText(written, below), html: toHtml({ ...written, subject }, below, language) };
}

function toText({ paragraphs, action }: Written, below: readonly string[]): string {
  const parts = [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : [])];
  return `${parts.join("\n\n")}\n\n-- \n${below.join("\n")}\n`;
}

function close(language: MailLanguage, { origin, choices, unsubscribe }: Closing): string[] {
  const host = new URL(origin).host;
  const says =
    language === "de"
      ? {
          from: `Diese Mail kommt von Avow auf ${host}.`,
          choose: "Was Sie bekommen, wählen Sie hier:",
          end: "Abbestellen:",
        }
      : { from: `This mail comes from Avow at ${host}.`, choose: "Choose what you get:", end: "Unsubscribe:" };
  return [
    says.from,
    ...(choices ? [`${says.choose} ${choices}`] : []),
    ...(unsubscribe ? [`${says.end} ${unsubscribe}`] : []),
  ];
}
