import * as z from "zod";
import { job, type JobContext } from "../../framework/jobs.ts";
import { port } from "../../framework/ports.ts";
import type { MailOutcome, PostMail } from "../../integrations/roles/mailer.ts";
import { mailErrors } from "./errors.ts";
import { type MailRow, readMail } from "./read-mail.ts";
import { mails } from "./tables.ts";

/** What talks to the mail server. */
export const postMailPort = port<PostMail>("mail.post");

/** Hands one mail to the mail server and forgets it. Tried for about three hours; then it waits for the week to end. */
export const deliverMail = job({
  name: "mail.send",
  data: z.object({ mail_id: z.string() }),
  purpose: "account",
  long: true,
  attemptsMax: 24,
  async run(ctx, { mail_id }) {
    const row = await ctx.db.of(mails).selectFrom("mails").selectAll().where("id", "=", mail_id).executeTakeFirst();
    if (row?.state !== "waiting") return; // sent by a try whose end was not recorded
    if (!ctx.deployment.smtpUrl) return moveToMailbox(ctx, mail_id);
    const outcome = await post(ctx, row, ctx.deployment.smtpUrl);
    if (outcome === "unreachable" || outcome === "insecure" || outcome === "not_accepted") throw mailErrors[outcome]();
    if (outcome === "rejected") ctx.log.warn({ mail_id }, "the mail server refuses the recipient");
    await ctx.inScope(
      async (step) => void (await step.db.of(mails).deleteFrom("mails").where("id", "=", mail_id).execute()),
    );
  },
});

async function post(ctx: JobContext, row: MailRow, smtpUrl: string): Promise<MailOutcome | "erased"> {
  const [mail] = await readMail(ctx, [row]);
  if (!mail) return "erased";
  const { mailFrom, origin } = ctx.deployment;
  const messageId = `${mail.id}@${new URL(origin).hostname}`;
  return ctx.port(postMailPort)(smtpUrl, { ...mail, messageId, at: mail.created_at, from: mailFrom });
}

/** The mail server is no longer configured. */
async function moveToMailbox(ctx: JobContext, id: string): Promise<void> {
  await ctx.inScope(
    async (step) =>
      void (await step.db.of(mails).updateTable("mails").set({ state: "mailbox" }).where("id", "=", id).execute()),
  );
}
