import { deliver } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { findAny, openRequest, representedMoved } from "../rights-requests/public.ts";
import { statusKind } from "./declare-status-kind.ts";
import { presentStatus } from "./present-status.ts";

/** Section 2.03 of the protocol: each change is told to whoever asked, one after the other, as a delivery. */
export const tellAgent = on("representatives.tell_agent", representedMoved, {
  purpose: "rights",
  async run(ctx, { rights_request_id: about }) {
    const row = await findAny(ctx, about);
    if (!row?.representative_id) return; // lapsed meanwhile
    const { status_callback: url } = await openRequest(ctx, row);
    if (url === null) return;
    await deliver(ctx, {
      kind: statusKind,
      operationKey: ctx.newId("drp"),
      target: row.representative_id,
      about,
      orderKey: about,
      payload: { url, status: await presentStatus(ctx, row) },
    });
  },
});
