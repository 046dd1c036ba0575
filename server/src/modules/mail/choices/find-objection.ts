import type { OpenedDelivery } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { findSuppression, findTenantSuppression } from "../bounces/find-suppression.ts";
import { type MailTemplate, templateOf } from "../templates/all-templates.ts";
import { fixedTopics } from "../templates/declare-template.ts";

const mailChoiceOf = lookup<[string, string], { answer: string }>(
  "mail_choice_of",
  `select 'no' as answer where exists (select 1 from account_locks l where l.user_id = $1 and l.lifted_at is null
     and (l.purpose is null or (l.purpose = 'marketing' and $2 = 'marketing')))
   union all select answer from mail_choices where user_id = $1 and topic = $2`,
);

/** Why a mail is not sent after all, asked right before each attempt. */
export async function findObjection(
  work: Work,
  delivery: Pick<OpenedDelivery, "user_id" | "recipient" | "organization_id" | "holder">,
  template: MailTemplate,
): Promise<string | undefined> {
  const { user_id, recipient } = delivery;
  const { topic, isAwaited } = templateOf(template);
  const isFixed = fixedTopics.has(topic);
  if (!isFixed && user_id && !(await isWanted(work, user_id, topic))) return "mail.not_wanted";
  if (isAwaited || recipient === null) return undefined;
  const held = (await findSuppression(work, recipient)) ?? (await findTenantSuppression(work, delivery, recipient));
  if (held === "bounced") return "mail.address_suppressed";
  return held && !isFixed ? "mail.address_suppressed" : undefined;
}

/** Marketing goes to those who said yes, all else to those who did not say no. */
async function isWanted(work: Work, userId: string, topic: string): Promise<boolean> {
  const [said] = await work.lookup(mailChoiceOf, userId, topic); // a lock comes before what was chosen
  return topic === "marketing" ? said?.answer === "yes" : said?.answer !== "no";
}
