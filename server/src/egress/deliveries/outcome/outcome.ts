import type { Work } from "../../../framework/context.ts";
import { dayMs, later } from "../../../framework/clock.ts";
import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { type Delivery, scopeOf } from "../delivery.ts";
import type { DeliveryKind } from "../kind.ts";
import type { PassedDelivery } from "../pass-delivery.ts";

export type Means = {
  ctx: JobContext;
  kind: DeliveryKind;
  /** Asks, in a step's transaction, for a delivery to be looked at. */
  again(step: Work, delivery: Pick<Delivery, "id" | "priority">, at: Date): Promise<void>;
};

/** `failures`: of its target in a row, before this attempt. */
export type Tried = {
  delivery: Delivery;
  failures: number;
  attemptId: string;
  passed: Pick<PassedDelivery, "reserved" | "hasWords">;
};

export const inStep = <T>({ ctx }: Means, delivery: Delivery, work: (step: Work) => Promise<T>): Promise<T> =>
  ctx.inScope(work, scopeOf(delivery));

/** A person has to find out; nothing looks at it by itself any more. */
export const untilSomebodyLooks = (now: Date): Date => later(now, 3650 * dayMs);

/** Whether there is anybody to tell: what a person has alone, no webhook tells of. */
export const isToldOf = ({ kind }: Pick<Means, "kind">, { organization_id }: Delivery) =>
  !kind.silent && organization_id !== null;

export const factsOf = ({ id, kind, target, about }: Pick<Delivery, "id" | "kind" | "target" | "about">) => ({
  delivery_id: id,
  kind,
  target,
  about,
});

/** Whatever the other side calls it, as one word: ids from elsewhere are not ours to trust. */
export const plainId = (id: string | undefined): string | null =>
  id?.replaceAll(/[^\w.:@<>=+/-]/g, "").slice(0, 200) || null;
