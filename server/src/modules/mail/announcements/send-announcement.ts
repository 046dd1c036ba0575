import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { sendMail } from "../send-mail.ts";

/** As many as one transaction writes in seconds. */
const pageMax = 2000;

const mailSubscribers = lookup<[number, string], { user_id: string }>(
  "mail_subscribers",
  `select c.user_id from mail_choices c join users u on u.id = c.user_id
   where c.topic = 'marketing' and c.answer = 'yes' and u.email_verified_at is not null and c.user_id > $2
     and not exists (select 1 from account_locks l where l.user_id = u.id and l.lifted_at is null
       and (l.purpose is null or l.purpose = 'marketing')) order by c.user_id limit $1`,
);

export const sendAnnouncement = endpoint({
  method: "POST",
  path: "/operator/announcements",
  summary: "Write news to everybody who asked for them.",
  description:
    "Only to those who said yes under Settings, Mail, asked again before each mail leaves. Each ends it with one click. At most 2,000 at once: where `next_after` is not null, ask again with it.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "announcements",
  rate: "expensive",
  input: z.strictObject({
    subject: z.string().trim().min(1).max(150),
    text: z.string().trim().min(1).max(10_000).describe("Plain text; an empty line begins a paragraph."),
    subject_de: z.string().trim().max(150).default("").describe("The same in German, for those who read German."),
    text_de: z.string().trim().max(10_000).default(""),
    limit: z.int().min(1).max(pageMax).default(pageMax),
    after: z.string().max(40).default("").describe("What `next_after` said, to write to those behind."),
  }),
  output: z.object({ recipients: z.int(), next_after: z.string().nullable() }),
  audit: { action: "mail.announced", target: () => "" },
  async run(ctx, { limit, after, ...filling }) {
    const found = await ctx.lookup(mailSubscribers, limit + 1, after);
    const told = found.slice(0, limit);
    let recipients = 0;
    for (const { user_id: userId } of told)
      if (await sendMail(ctx, { to: { userId }, template: "announcement", filling })) recipients += 1;
    return { recipients, next_after: found.length > limit ? told.at(-1)!.user_id : null };
  },
});
