import type { Work } from "../../framework/context.ts";
import type { Delivery } from "./delivery.ts";

/** One at a time of those who add to an order or take from it. */
export async function lockOrder(work: Work, holder: string, orderKey: string): Promise<void> {
  await work.db.query(
    `insert into delivery_targets (holder, target, changed_at) values ($1, $2, $3)
     on conflict (holder, target) do update set changed_at = excluded.changed_at`,
    [holder, orderKey, work.clock.now()],
  );
}

/** The one whose turn it is. */
export async function findNextInOrder(
  work: Work,
  holder: string,
  orderKey: string,
): Promise<Pick<Delivery, "id" | "priority" | "next_at"> | undefined> {
  const [next] = await work.db.query<Pick<Delivery, "id" | "priority" | "next_at">>(
    `select id, priority, next_at from deliveries where holder = $1 and order_key = $2
       and ended_at is null order by position limit 1`,
    [holder, orderKey],
  );
  return next;
}
