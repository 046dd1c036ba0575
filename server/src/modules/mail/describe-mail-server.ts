import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/tenant.ts";

const lastFailure = lookup<[], { last_error: string }>(
  "last_mail_failure",
  "select last_error from jobs where queue = 'mail.send' and last_error is not null order by run_at desc limit 1",
);

export type MailServer = { configured: boolean; host: string | null; from: string | null; last_error: string | null };

/** What the operator sees of the mail server. `last_error` is a refusal's code, while mails wait because of it. */
export async function describeMailServer(ctx: Work): Promise<MailServer> {
  const { smtpUrl, mailFrom } = ctx.deployment;
  if (!smtpUrl) return { configured: false, host: null, from: null, last_error: null };
  const [failed] = await ctx.lookup(lastFailure);
  return { configured: true, host: new URL(smtpUrl).host, from: mailFrom, last_error: failed?.last_error ?? null };
}
