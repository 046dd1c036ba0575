import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import type { RequestRow } from "./find-request.ts";

export const representedMoved = event(
  "rights_request.represented_moved",
  "A request that a representative made stands otherwise than before.",
  z.object({ rights_request_id: z.string() }),
);

/** With whatever changes where a request stands. Who asked without a representative reads it on their page. */
export async function tellMoved(
  ctx: Context,
  { id, representative_id, status_callback }: Pick<RequestRow, "id" | "representative_id" | "status_callback">,
): Promise<void> {
  if (representative_id && status_callback) await ctx.emit(representedMoved, { rights_request_id: id });
}
