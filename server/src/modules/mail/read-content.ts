import type { OpenedDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { closeMail, linkOneClick } from "./close-mail.ts";
import { type RenderedMail, renderMail } from "./render-mail.ts";
import type { MailTemplate } from "./templates/all-templates.ts";

/** What is kept of a mail until it is sent: names and one-time links, sealed. */
export type KeptMail = { template: MailTemplate; locale: string; filling: Record<string, string> };

export type WrittenMail = RenderedMail & { to: string; template: MailTemplate; unsubscribe: string | undefined };

/** A mail in words; nothing where its content is not kept any more. */
export function readContent(
  work: Pick<Work, "deployment" | "keyring">,
  { payload, recipient, user_id }: Pick<OpenedDelivery, "payload" | "recipient" | "user_id">,
): WrittenMail | undefined {
  if (!payload || recipient === null) return undefined;
  const { template, locale, filling } = payload as KeptMail;
  const rendered = renderMail(template, locale, filling as never, closeMail(work, template, user_id));
  return { to: recipient, template, unsubscribe: linkOneClick(work, template, user_id), ...rendered };
}
