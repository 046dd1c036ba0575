import * as z from "zod";
import { deliveryStates } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { deliveryOutput, presentDeliveries, type StoredDelivery } from "./present-delivery.ts";
import { indexRecipient } from "./index-recipient.ts";

export const listDeliveries = endpoint({
  method: "GET",
  path: "/deliveries",
  summary: "List what left the workspace, or is about to, newest first.",
  scope: "workspace",
  permission: "deliveries.read",
  purpose: "deliveries",
  input: z.strictObject({
    ...pageInput,
    kind: z.string().max(300).optional().describe("What leaves, such as `webhook`; several with commas between."),
    state: z.enum(deliveryStates).optional(),
    target: z.string().max(100).optional().describe("An endpoint or a channel."),
    about: z.string().max(100).optional().describe("An event, a message."),
    from: z.iso.datetime({ offset: true }).optional().describe("Not asked for before this time."),
    to: z.iso.datetime({ offset: true }).optional().describe("Asked for before this time."),
    recipient: z.string().max(320).optional().describe("Whole, as it is written: found by a keyed hash."),
  }),
  output: pageOf(deliveryOutput),
  async run(ctx, { limit, cursor, kind, state, target, about, recipient, from, to }) {
    const after = readCursor(cursor);
    const rows = await ctx.db.query<StoredDelivery>(
      `select * from deliveries where holder = $1 and ($2::text[] is null or kind = any($2)) and ($3::text is null or state = $3)
         and ($4::text is null or target = $4) and ($5::text is null or about = $5) and ($6::bytea is null or recipient_index = $6)
         and ($9::timestamptz is null or created_at >= $9) and ($10::timestamptz is null or created_at < $10)
         and ($7::bigint is null or position < $7) order by position desc limit $8`,
      [
        ctx.scope.workspaceId,
        kind?.split(",") ?? null,
        state ?? null,
        target ?? null,
        about ?? null,
        recipient === undefined ? null : indexRecipient(ctx.keyring, recipient),
        after ?? null,
        limit + 1,
        from ?? null,
        to ?? null,
      ],
    );
    const page = toPage(rows, limit, ({ position }) => String(position));
    return { ...page, data: await presentDeliveries(ctx, page.data) };
  },
});
