import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor } from "../../../framework/request/pagination.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { eventOutput, presentListed, readEvents } from "./read-events.ts";

export const listEvents = endpoint({
  method: "GET",
  path: "/events",
  summary: "What happened in the workspace, oldest first: to catch up on what webhooks did not bring.",
  description:
    "In the order it happened; `next_cursor` is always there, so that asking again with it brings what came since. Events are kept as long as the policy's `retention.log_days` says.",
  scope: "workspace",
  permission: "events.read",
  purpose: "webhooks",
  input: z.strictObject({
    ...pageInput,
    type: z.string().max(100).optional().describe("Only this type, or `contact.*` for all of a noun."),
  }),
  output: pageOf(eventOutput),
  async run(ctx, { limit, cursor, type = "*" }) {
    const after = Number(readCursor(cursor) ?? 0);
    if (!Number.isSafeInteger(after) || after < 0)
      throw requestErrors.invalid({ path: "cursor", issue: "not_a_cursor" });
    const rows = await readEvents(ctx, { after, pattern: type, limit: limit + 1 });
    const data = rows.slice(0, limit).map(presentListed);
    const last = data.at(-1)?.sequence ?? after;
    return { data, has_more: rows.length > limit, next_cursor: Buffer.from(String(last)).toString("base64url") };
  },
});
