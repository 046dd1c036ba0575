import { deliver } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { EndpointRow } from "../present-endpoint.ts";

/** `contact_id`: whom it is about, where they are still there. */
export type Told = { id: string; contact_id: string | null };

/** Part of a statement over `events e`, for the workspace that is its second parameter. */
export const contactOfEvent = `(select c.id from contacts c where c.workspace_id = $2 and c.id = e.facts ->> 'contact_id'
  and c.suspended_at is null) as contact_id`;

type Listening = Pick<EndpointRow, "id" | "ordered" | "payload">;

/** Tells an endpoint of an event, once. What says more of a person than an id is that person's: sealed for them, and stopped by their erasure. */
export const deliverEvent = (step: Work, { id, ordered, payload }: Listening, event: Told) =>
  deliver(step, {
    kind: "webhook",
    operationKey: `${id}:${event.id}`,
    target: id,
    about: event.id,
    ...(ordered ? { orderKey: id } : {}),
    ...(payload === "full" && event.contact_id ? { contactId: event.contact_id } : {}),
  });
