import type { Work } from "../../framework/context.ts";
import { sendMail } from "./send-mail.ts";
import type { MailFillings, MailTemplate } from "./templates/all-templates.ts";

type Said<T extends MailTemplate> = { template: T; filling: MailFillings[T] };

/** Ids of the users who are owners or admins of an organization. */
export async function listAdmins(work: Work, organizationId: string): Promise<string[]> {
  const admins = await work.db.query<{ user_id: string }>(
    "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
    [organizationId],
  );
  return admins.map(({ user_id }) => user_id);
}

/** Writes the same to each of an organization's owners and admins, in the caller's transaction. */
export async function writeToAdmins<T extends MailTemplate>(
  work: Work,
  organizationId: string,
  { template, filling }: Said<T>,
): Promise<void> {
  for (const userId of await listAdmins(work, organizationId))
    await sendMail(work, { to: { userId }, template, filling });
}
