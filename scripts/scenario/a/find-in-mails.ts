import { type MailReceiver, unfold } from "../../../server/src/testing/stand-ins/receive-mails.ts";
import { until } from "../browser.ts";

/** What a mail to an address says in its newest form, waited for: the first group of the pattern. */
export const findInMails = (mail: MailReceiver, to: string, pattern: RegExp): Promise<string> =>
  until(`a mail to ${to}`, async () => {
    const words = mail.received.filter((one) => one.to.includes(to)).map(({ raw }) => unfold(raw));
    return words.flatMap((raw) => pattern.exec(raw)?.[1] ?? []).at(-1);
  });
