import type { Work } from "../../framework/context.ts";
import { linkUnsubscribing } from "./choices/link-unsubscribing.ts";
import type { Closing } from "./render-mail.ts";
import { type MailTemplate, templateOf } from "./templates/all-templates.ts";
import { fixedTopics } from "./templates/declare-template.ts";

type Whose = Pick<Work, "deployment" | "keyring">;

/** What stands below a mail: where one chooses what comes, where that can be chosen, and where marketing ends. */
export function closeMail({ deployment, keyring }: Whose, template: MailTemplate, userId: string | null): Closing {
  const { origin } = deployment;
  const { topic } = templateOf(template);
  if (fixedTopics.has(topic)) return { origin };
  const choices = `${origin}/settings/mail`;
  if (topic !== "marketing" || !userId) return { origin, choices };
  return { origin, choices, unsubscribe: `${origin}/unsubscribe#token=${linkUnsubscribing(keyring, userId)}` };
}

/** Where a mail program ends marketing with one click (RFC 8058). */
export function linkOneClick({ deployment, keyring }: Whose, template: MailTemplate, userId: string | null) {
  if (templateOf(template).topic !== "marketing" || !userId) return undefined;
  return `${deployment.origin}/api/v1/mail/unsubscribe/${linkUnsubscribing(keyring, userId)}`;
}
