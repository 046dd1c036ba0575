import type { Work } from "../../framework/context.ts";
import { enqueueSend } from "./send-delivery.job.ts";
import { subjectOf } from "./delivery.ts";
import { findNextInOrder, lockOrder } from "./order.ts";
import { deliveries, type DeliveryPriority } from "./tables.ts";

export type Intent = {
  kind: string;
  action?: "send" | "retract";
  /** The same effect has the same key, whoever asks for it and how often. Ids and codes only. */
  operationKey: string;
  /** Where it goes: an endpoint, a channel. */
  target?: string;
  /** What it carries out: an event, a message. */
  about?: string;
  /** Whom it is for: what is kept of it is sealed for them, and goes with them. */
  userId?: string;
  contactId?: string;
  /** Who had it written to somebody who is nobody here: it goes with them. */
  askedBy?: string;
  recipient?: { text: string; index: Buffer };
  payload?: Record<string, unknown>;
  /** Deliveries of one key go out in the order they were asked for. */
  orderKey?: string;
  priority?: DeliveryPriority;
  /** Not before, and not after. */
  at?: Date;
  expiresAt?: Date;
  /** The most it costs, in micro-credits: set aside before it is sent. */
  priceMicros?: number;
  sandbox?: boolean;
};

/**
 * Asks for an effect on the outside, in the caller's transaction: it is carried out if and only if that commits, and once,
 * however often it is asked for under the same key.
 * @returns the delivery, and whether it was asked for now for the first time
 */
export async function deliver(work: Work, intent: Intent): Promise<{ id: string; isNew: boolean }> {
  const row = await draft(work, intent);
  const { operation_key, kind, holder } = row;
  const isFirst = intent.orderKey === undefined || (await takeOrder(work, holder, intent.orderKey));
  const [made] = await work.db.query(
    insertSql,
    columns.map((name) => row[name]),
  );
  if (!made) {
    const [known] = await work.db.query<{ id: string }>(
      "select id from deliveries where holder = $1 and kind = $2 and operation_key = $3",
      [holder, kind, operation_key],
    );
    return { id: known!.id, isNew: false };
  }
  if (isFirst) await enqueueSend(work, row, row.next_at);
  return { id: row.id, isNew: true };
}

const columns = [
  "id",
  "holder",
  "organization_id",
  "workspace_id",
  "user_id",
  "contact_id",
  "asked_by",
  "kind",
  "action",
  "operation_key",
  "target",
  "about",
  "order_key",
  "priority",
  "state",
  "payload",
  "recipient",
  "recipient_index",
  "sandbox",
  "next_at",
  "expires_at",
  "price_micros",
  "created_at",
] as const satisfies (keyof Awaited<ReturnType<typeof draft>>)[];

const insertSql = `insert into deliveries (${columns.join(", ")}) values (${columns.map((_, n) => `$${n + 1}`).join(", ")})
  on conflict (holder, kind, operation_key) do nothing returning id`;

/** What an intent says, and what is so where it says nothing. */
function columnsOf(work: Work, intent: Intent) {
  const { kind, action = "send", operationKey, target = null, about = null, orderKey = null, ...more } = intent;
  const { priority = "normal", at = work.at, expiresAt = null, priceMicros = 0, sandbox = false } = more;
  return {
    kind,
    action,
    operation_key: operationKey,
    target,
    about,
    order_key: orderKey,
    priority,
    next_at: at,
    expires_at: expiresAt,
    price_micros: priceMicros,
    sandbox,
  };
}

/** Who may see it, and whose it is. */
function whoseOf(work: Work, { userId: forUser, contactId, askedBy }: Intent) {
  const { organizationId = null, workspaceId = null, userId = null } = work.db.scope;
  // What the deployment itself writes to a user is that user's.
  const holder = workspaceId ?? organizationId ?? forUser ?? userId;
  if (!holder) throw new Error("a delivery belongs to a workspace, an organization or a user");
  const user_id = forUser ?? (organizationId ? null : userId);
  const tenant = { holder, organization_id: organizationId, workspace_id: workspaceId };
  return { ...tenant, user_id, contact_id: contactId ?? null, asked_by: askedBy ?? null };
}

async function draft(work: Work, intent: Intent) {
  const { payload = null, recipient } = intent;
  const whose = whoseOf(work, intent);
  const row = {
    id: work.newId("dlv"),
    ...whose,
    ...columnsOf(work, intent),
    state: "intent" as const,
    recipient_index: recipient?.index ?? null,
    created_at: work.at,
  };
  if (!payload && !recipient) return { ...row, payload: null, recipient: null };
  const key = await work.keys.of(subjectOf(whose), "comms_log");
  return work.seal(deliveries, key, { ...row, payload, recipient: recipient?.text ?? null });
}

/** Whether nothing of this order is waiting. Whoever ends what is before it waits for this transaction, and the other way round. */
async function takeOrder(work: Work, holder: string, orderKey: string): Promise<boolean> {
  await lockOrder(work, holder, orderKey);
  return (await findNextInOrder(work, holder, orderKey)) === undefined;
}
