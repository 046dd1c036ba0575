import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/pagination.ts";
import { lookup } from "../../framework/tenant.ts";
import { type MailRow, readMail } from "./read-mail.ts";

const mailbox = lookup<[string | null, number], MailRow>(
  "mailbox",
  "select * from mails where state = 'mailbox' and ($1::text is null or id < $1) order by id desc limit $2",
);

const mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  created_at: timeOutput,
});

export const listMailbox = endpoint({
  method: "GET",
  path: "/operator/mailbox",
  summary: "Mails that nothing could send, to pass on by hand.",
  description:
    "Kept for a week while no mail server is configured. Links in them work once: whoever reads them could use them.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(mail),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.lookup(mailbox, readCursor(cursor) ?? null, limit + 1);
    const page = toPage(rows, limit, (row) => row.id);
    return { ...page, data: await readMail(ctx, page.data) };
  },
});
