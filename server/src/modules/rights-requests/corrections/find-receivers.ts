import type { Work } from "../../../framework/context.ts";
import type { correctionReceivers, correctionWays } from "./tables.ts";

export type Receiver = {
  receiver: (typeof correctionReceivers)[number];
  target: string;
  received_at: Date;
  way: (typeof correctionWays)[number];
};

/**
 * Whoever was given something of a contact of this workspace: endpoints that an event about them reached, authorities by
 * a case, providers that were asked about them, and what else was sent. An endpoint that is gone, or does not listen,
 * cannot be told by an event.
 */
export const findReceivers = (work: Work, contactId: string): Promise<Receiver[]> =>
  work.db.query<Receiver>(receivers, [work.scope.workspaceId, contactId]);

const receivers = `
  select 'webhook' as receiver, d.target, max(d.ended_at) as received_at,
    case when exists (select 1 from webhook_endpoints w where w.workspace_id = $1 and w.id = d.target
      and w.state = 'enabled' and w.events && array['*', 'contact.*', 'contact.corrected']) then 'event' else 'by_hand' end as way
  from deliveries d left join events e on e.id = d.about
  where d.holder = $1 and d.kind = 'webhook' and d.state = 'succeeded' and d.target is not null
    and (d.contact_id = $2 or e.contact_id = $2)
  group by d.target
  union all
  select 'delivery', d.kind, max(d.ended_at), 'none' from deliveries d
  where d.holder = $1 and d.kind <> 'webhook' and d.state = 'succeeded' and d.contact_id = $2 group by d.kind
  union all
  select 'authority', s.id, s.handed_out_at, 'by_hand' from disclosures s
  where s.workspace_id = $1 and s.contact_id = $2 and s.handed_out_at is not null
  union all
  select 'ai_provider', g.recipient, max(g.asked_at), 'none' from contact_generations g
  where g.workspace_id = $1 and g.contact_id = $2 and g.recipient is not null and g.recipient <> 'sandbox' group by g.recipient
  order by 1, 2`;
