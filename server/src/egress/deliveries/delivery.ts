import type { Subject } from "../../framework/context.ts";
import { proveScope, type Scope } from "../../framework/database/tenant.ts";
import type { DeliveryPriority, DeliveryState } from "./tables.ts";

/** A delivery's row, as the one who carries it out sees it. */
export type Delivery = {
  id: string;
  position: number;
  holder: string;
  organization_id: string | null;
  workspace_id: string | null;
  user_id: string | null;
  contact_id: string | null;
  kind: string;
  action: "send" | "retract";
  operation_key: string;
  target: string | null;
  about: string | null;
  order_key: string | null;
  priority: DeliveryPriority;
  state: DeliveryState;
  payload: Buffer | null;
  recipient: Buffer | null;
  sandbox: boolean;
  attempts: number;
  attempts_before: number;
  next_at: Date;
  is_held: boolean;
  lease_until: Date | null;
  expires_at: Date | null;
  first_tried_at: Date | null;
  unconfirmed_since: Date | null;
  remote_id: string | null;
  reason: string | null;
  price_micros: number;
  created_at: Date;
  ended_at: Date | null;
};

/** The same with what was sealed. */
export type OpenedDelivery = Omit<Delivery, "payload" | "recipient"> & {
  payload: Record<string, unknown> | null;
  recipient: string | null;
};

type Whose = Pick<Delivery, "organization_id" | "workspace_id" | "user_id" | "contact_id">;

/** Under whose key a delivery is sealed. */
export function subjectOf({ organization_id, workspace_id, user_id, contact_id }: Whose): Subject {
  if (contact_id) return { kind: "contact", id: contact_id };
  if (user_id) return { kind: "user", id: user_id };
  if (organization_id) return { kind: "organization", id: organization_id };
  throw new Error(`a delivery of ${workspace_id ?? "nobody"} belongs to nobody`);
}

/** The tenant a delivery is carried out in. */
export const scopeOf = ({ organization_id, workspace_id, user_id }: Whose): Scope =>
  proveScope({
    organizationId: organization_id,
    workspaceId: workspace_id,
    // A user's own delivery is theirs; one that a tenant writes to a user is the tenant's.
    userId: organization_id ? null : user_id,
  });

/** What the other side recognises an effect by: at every attempt the same. */
export const keyOf = ({ id }: { id: string }): string => id;
