import type { OpenedDelivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { describeContact, type DescribedContact } from "../contacts/public.ts";
import { allowsPersonalData } from "./endpoint-fields.ts";
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

export type Message = { id: string; body: string };

/** The message a delivery carries: the event it is about, or one that was made for it alone. Nothing once the event was swept. */
export async function composeMessage(
  work: Work,
  delivery: OpenedDelivery,
  endpoint: Pick<EndpointRow, "payload">,
): Promise<Message | undefined> {
  const { about, payload } = delivery;
  if (payload) return { id: String(payload["id"]), body: JSON.stringify(payload["message"]) };
  const [event] = await work.db.query<Happened>("select * from events where id = $1", [about]);
  if (!event) return undefined;
  const contact = await tellContact(work, delivery, endpoint);
  const { data, ...message } = presentEvent(event);
  return { id: event.id, body: JSON.stringify({ ...message, data: contact ? { ...data, contact } : data }) };
}

/**
 * Whom the event is about, where the endpoint is told, and the policy still allows it: of their name and addresses that decides,
 * not the guardrail, which would mask nothing else here. The delivery has to be the contact's: what
 * is kept of it is then sealed for them, and none begins once they are erased.
 */
async function tellContact(
  work: Work,
  { contact_id }: OpenedDelivery,
  { payload }: Pick<EndpointRow, "payload">,
): Promise<DescribedContact | undefined> {
  if (payload !== "full" || !contact_id || !(await allowsPersonalData(work))) return undefined;
  return describeContact(work, contact_id);
}
