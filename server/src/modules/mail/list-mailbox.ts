import * as z from "zod";
import { type Delivery, openDelivery } from "../../egress/public.ts";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { readContent } from "./read-content.ts";

/** Held is what is looked at again only when its week is over. */
const mailbox = lookup<[number | null, number], Delivery>(
  "mailbox",
  `select * from deliveries where kind = 'mail' and ended_at is null and payload is not null
     and next_at >= created_at + interval '7 days' and ($1::bigint is null or position < $1) order by position desc limit $2`,
);

const mail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  sandbox: z.boolean().describe("Written while no mail server was set up."),
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
  purpose: "deliveries",
  input: z.strictObject(pageInput),
  output: pageOf(mail),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.lookup(mailbox, after === undefined ? null : Number(after), limit + 1);
    const page = toPage(rows, limit, ({ position }) => String(position));
    const opened = await Promise.all(page.data.map((row) => openDelivery(ctx, row)));
    const data = opened.flatMap((one) => {
      const written = one && readContent(ctx, one);
      if (!written) return []; // whom it was for has been erased
      const { to, subject, text } = written;
      return [{ id: one.id, to, subject, text, sandbox: one.sandbox, created_at: one.created_at }];
    });
    return { ...page, data };
  },
});
