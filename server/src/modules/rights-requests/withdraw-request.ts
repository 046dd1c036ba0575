import type { Context } from "../../framework/context.ts";
import { type RequestRow, saveRequest } from "./find-request.ts";
import { reckonClosing } from "./reckon-closing.ts";
import { tellMoved } from "./tell-moved.ts";

/** Whoever asked does not want it any more. Of a request that is locked and open. */
export async function withdrawRequest(ctx: Context, row: RequestRow): Promise<RequestRow> {
  const withdrawn = await saveRequest(ctx, row, { state: "withdrawn", ...(await reckonClosing(ctx)) });
  await tellMoved(ctx, row);
  return withdrawn;
}
