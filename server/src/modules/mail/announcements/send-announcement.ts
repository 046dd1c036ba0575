import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { lookup } from "../../../framework/tenant.ts";
import { mailErrors } from "../errors.ts";
import { sendMail } from "../send-mail.ts";

/** As many as one transaction writes in seconds. */
const subscribersMax = 2000;

const mailSubscribers = lookup<[number], { user_id: string }>(
  "mail_subscribers",
  `select c.user_id from mail_choices c join users u on u.id = c.user_id
   where c.topic = 'marketing' and c.answer = 'yes' and u.email_verified_at is not null order by c.user_id limit $1`,
);

export const sendAnnouncement = endpoint({
  method: "POST",
  path: "/operator/announcements",
  summary: "Write news to everybody who asked for them.",
  description:
    "Only to those who said yes under Settings, Mail, asked again before each mail leaves. Each ends it with one click.",
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
  }),
  output: z.object({ recipients: z.int() }),
  refusals: [mailErrors.too_many_subscribers],
  audit: { action: "mail.announced", target: () => "" },
  async run(ctx, filling) {
    const told = await ctx.lookup(mailSubscribers, subscribersMax + 1);
    if (told.length > subscribersMax) throw mailErrors.too_many_subscribers({ limit: subscribersMax });
    let recipients = 0;
    for (const { user_id: userId } of told)
      if (await sendMail(ctx, { to: { userId }, template: "announcement", filling })) recipients += 1;
    return { recipients };
  },
});
