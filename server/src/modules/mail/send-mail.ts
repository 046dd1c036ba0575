import type { Subject, Work } from "../../framework/context.ts";
import { describeUsers, indexEmail } from "../users/public.ts";
import { deliverMail } from "./deliver-mail.job.ts";
import type { MailFillings, MailTemplate } from "./render-mail.ts";
import { mails } from "./tables.ts";

/**
 * A user of this deployment, by another address of theirs where one is given; or the address of someone who is none
 * yet, written to by the organization of the scope.
 */
export type Recipient = { userId: string; address?: string } | { address: string; locale?: string };

/**
 * Writes a mail in the caller's transaction: it goes out if and only if that commits, at least once.
 * The scope is the recipient's own or that of an organization, which is who the mail then belongs to.
 * @returns the mail's id, or nothing where the recipient has been erased
 */
export async function sendMail<T extends MailTemplate>(
  ctx: Work,
  mail: { to: Recipient; template: T; filling: MailFillings[T] },
): Promise<string | undefined> {
  const organizationId = ctx.db.scope.organizationId ?? null;
  const to = await resolve(ctx, mail.to);
  if (!to) return undefined;
  const subject: Subject | undefined = to.userId
    ? { kind: "user", id: to.userId }
    : organizationId
      ? { kind: "organization", id: organizationId }
      : undefined;
  if (!subject) throw new Error("a mail to an address without a user belongs to an organization");
  const key = await ctx.keys.of(subject, "comms_log");
  const id = ctx.newId("eml");
  const isSent = ctx.deployment.smtpUrl !== undefined;
  const row = ctx.seal(mails, key, {
    id,
    user_id: to.userId ?? null,
    organization_id: organizationId,
    written_by: to.userId ? null : (ctx.db.scope.userId ?? null),
    address_index: to.userId ? null : indexEmail(ctx.keyring, to.address),
    state: isSent ? ("waiting" as const) : ("mailbox" as const),
    template: mail.template,
    locale: to.locale,
    address: to.address,
    filling: mail.filling,
    created_at: ctx.at,
  });
  await ctx.db.of(mails).insertInto("mails").values(row).execute();
  if (isSent) await ctx.enqueue(deliverMail, { mail_id: id });
  return id;
}

async function resolve(
  ctx: Work,
  to: Recipient,
): Promise<{ userId?: string; address: string; locale: string } | undefined> {
  if (!("userId" in to)) return { address: to.address, locale: to.locale ?? "en" };
  const user = (await describeUsers(ctx, [to.userId])).get(to.userId);
  return user && { userId: user.id, address: to.address ?? user.email, locale: user.locale };
}
