import type { OpenedDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { closeMail } from "./close-mail.ts";
import { type RenderedMail, renderMail } from "./render-mail.ts";
import type { MailTemplate } from "./templates/all-templates.ts";

/** What is kept of a mail until it is sent: names and one-time links, sealed. */
export type KeptMail = { template: MailTemplate; locale: string; filling: Record<string, string> };

export type WrittenMail = RenderedMail & { to: string };

/** A mail in words; nothing where its content is not kept any more. */
export function readContent(
  work: Pick<Work, "deployment">,
  { payload, recipient }: Pick<OpenedDelivery, "payload" | "recipient">,
): WrittenMail | undefined {
  if (!payload || recipient === null) return undefined;
  const { template, locale, filling } = payload as KeptMail;
  return { to: recipient, ...renderMail(template, locale, filling as never, closeMail(work)) };
}
