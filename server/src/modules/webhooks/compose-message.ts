import type { OpenedDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import type { EndpointRow } from "./present-endpoint.ts";

type Happened = {
  id: string;
  type: string;
  facts: Record<string, unknown>;
  organization_id: string;
  workspace_id: string | null;
  sequence: number | null;
  created_at: Date;
};

/** What an event looks like outside, in webhooks, in the list of events and in live updates alike. */
export const presentEvent = ({ type, facts, created_at }: Pick<Happened, "type" | "facts" | "created_at">) => ({
  type,
  timestamp: created_at.toISOString(),
  data: facts,
});

/** The message a delivery carries: the event it is about, or one that was made for it alone. Nothing once the event was swept. */
export async function composeMessage(
  work: Work,
  { about, payload }: OpenedDelivery,
  _endpoint: EndpointRow,
): Promise<{ id: string; body: string } | undefined> {
  if (payload) return { id: String(payload["id"]), body: JSON.stringify(payload["message"]) };
  const [event] = await work.db.query<Happened>("select * from events where id = $1", [about]);
  return event && { id: event.id, body: JSON.stringify(presentEvent(event)) };
}
