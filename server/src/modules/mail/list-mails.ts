import * as z from "zod";
import { deliveryStates } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { indexEmail, normalizeEmail } from "../users/public.ts";
import { mailColumns, mailOutput, presentMail, type StoredMail } from "./present-mail.ts";

type Asked = [string | null, string | null, Buffer | null, number | null, number];

const mailsOfDeployment = lookup<Asked, StoredMail>(
  "mails_of_deployment",
  `select ${mailColumns} from deliveries where kind in ('mail', 'tool_mail') and ($1::text is null or state = $1)
     and ($2::text is null or kind = $2 or kind = 'mail' and starts_with(operation_key, $2 || ':')) and ($3::bytea is null or recipient_index = $3)
     and ($4::bigint is null or position < $4) order by position desc limit $5`,
);

export const listMails = endpoint({
  method: "GET",
  path: "/operator/mails",
  summary: "List mails of the deployment, newest first: which, when, and what became of each.",
  description:
    "Without whom they are for and what they say. Who asks about somebody's mail gives the address: it is found by a keyed hash.",
  scope: "operator",
  permission: "operator",
  purpose: "deliveries",
  input: z.strictObject({
    ...pageInput,
    state: z.enum(deliveryStates).optional(),
    template: z
      .string()
      .regex(/^[a-z_]{1,50}$/)
      .optional(),
    recipient: z.string().max(320).optional().describe("A whole address."),
  }),
  output: pageOf(mailOutput),
  async run(ctx, { limit, cursor, state, template, recipient }) {
    const after = readCursor(cursor);
    const index = recipient === undefined ? null : indexEmail(ctx.keyring, normalizeEmail(recipient));
    const before = after === undefined ? null : Number(after);
    const rows = await ctx.lookup(mailsOfDeployment, state ?? null, template ?? null, index, before, limit + 1);
    const page = toPage(rows, limit, ({ position }) => String(position));
    return { ...page, data: page.data.map(presentMail) };
  },
});
