import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import {
  describeDeliveryFailure,
  isDeliveryFailureCode,
} from "../../integrations/roles/deliveries/delivery-failure.ts";

const lastFailure = lookup<[], { reason: string }>(
  "last_mail_failure",
  "select reason from deliveries where kind = 'mail' and state = 'retry_wait' and reason is not null order by position desc limit 1",
);

export type MailServer = {
  configured: boolean;
  host: string | null;
  from: string | null;
  last_error: string | null;
  /** The same in words, with what to do. */
  trouble: { title: string; help: string } | null;
};

/** What the operator sees of the mail server. `last_error` is the code of the failure that keeps mails waiting. */
export async function describeMailServer(ctx: Work): Promise<MailServer> {
  const { smtpUrl, mailFrom } = ctx.deployment;
  if (!smtpUrl) return { configured: false, host: null, from: null, last_error: null, trouble: null };
  const [failed] = await ctx.lookup(lastFailure);
  const code = failed?.reason ?? null;
  const said = code !== null && isDeliveryFailureCode(code) ? describeDeliveryFailure(code) : undefined;
  const trouble = said ? { title: said.title, help: said.help } : null;
  return { configured: true, host: new URL(smtpUrl).host, from: mailFrom, last_error: code, trouble };
}
