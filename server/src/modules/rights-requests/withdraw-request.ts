import type { Context } from "../../framework/context.ts";
import type { RequestRow } from "./find-request.ts";
import { reckonClosing } from "./reckon-closing.ts";
import { rightsRequests } from "./tables.ts";
import { tellMoved } from "./tell-moved.ts";

/** Whoever asked does not want it any more. Of a request that is locked and open. */
export async function withdrawRequest(ctx: Context, row: RequestRow): Promise<RequestRow> {
  const changes = { state: "withdrawn" as const, ...(await reckonClosing(ctx)) };
  const update = ctx.db.of(rightsRequests).updateTable("rights_requests").set(changes);
  await update.where("organization_id", "=", row.organization_id).where("id", "=", row.id).execute();
  await tellMoved(ctx, row);
  return { ...row, ...changes };
}
