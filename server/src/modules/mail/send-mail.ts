import { deliver } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { describeUsers, indexEmail } from "../users/public.ts";
import type { KeptMail } from "./read-content.ts";
import { type MailFillings, type MailTemplate, templateOf } from "./templates/all-templates.ts";

/** How long a mail that nothing can send waits to be passed on by hand. */
export const heldForMs = 7 * dayMs;

/** Later than that the server is no longer tried: well before a mail would look held. */
const usefulForMs = 6 * dayMs;

/**
 * A user of this deployment, by another address of theirs where one is given; or the address of someone who is none
 * yet, written to by the organization of the scope.
 */
export type Recipient = { userId: string; address?: string } | { address: string; locale?: string };

type Asked<T extends MailTemplate> = {
  to: Recipient;
  template: T;
  filling: MailFillings[T];
  /** A contact of the scope's workspace, whose address it is: what is kept of the mail is theirs. */
  contactId?: string;
  /** Of mails with the same, one is sent, however often it is asked for. An id or a code. */
  once?: string;
};

/**
 * Writes a mail in the caller's transaction, as a delivery: it goes out if and only if that commits.
 * The scope is the recipient's own or that of an organization, which is who the mail then belongs to.
 * @returns the delivery's id, or nothing where the recipient has been erased
 */
export async function sendMail<T extends MailTemplate>(work: Work, asked: Asked<T>): Promise<string | undefined> {
  const { template, filling } = asked;
  const to = await resolve(work, asked.to);
  if (!to) return undefined;
  const { organizationId, userId: actor } = work.db.scope;
  if (!to.userId && !organizationId) throw new Error("a mail to an address without a user belongs to an organization");
  const isSent = work.deployment.smtpUrl !== undefined;
  const payload: KeptMail = { template, locale: to.locale, filling };
  const whose = to.userId ? { userId: to.userId } : actor ? { askedBy: actor } : {};
  const { id } = await deliver(work, {
    kind: "mail",
    operationKey: `${template}:${asked.once ?? work.newId("eml")}`,
    ...(asked.contactId && { contactId: asked.contactId }),
    target: "smtp",
    priority: priorityOf(template),
    ...whose,
    recipient: { text: to.address, index: indexEmail(work.keyring, to.address) },
    payload,
    ...(isSent
      ? { expiresAt: later(work.at, templateOf(template).usefulForMs ?? usefulForMs) }
      : { sandbox: true, at: later(work.at, heldForMs) }),
  });
  return id;
}

function priorityOf(template: MailTemplate): "first" | "normal" | "bulk" {
  const { isUrgent, topic } = templateOf(template);
  if (isUrgent) return "first";
  return topic === "marketing" ? "bulk" : "normal";
}

async function resolve(
  work: Work,
  to: Recipient,
): Promise<{ userId?: string; address: string; locale: string } | undefined> {
  if (!("userId" in to)) return { address: to.address, locale: to.locale ?? "en" };
  const user = (await describeUsers(work, [to.userId])).get(to.userId);
  return user && { userId: user.id, address: to.address ?? user.email, locale: user.locale };
}
