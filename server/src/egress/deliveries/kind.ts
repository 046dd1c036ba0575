import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Limit } from "../../framework/request/rate-limit.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { Delivery, OpenedDelivery } from "./delivery.ts";
import type { RetryPolicy } from "./outcome/retry-policy.ts";

/** What is sent, as things are at this moment, and what the gate has to know about it. */
export type Composed<C> = {
  content: C;
  fetch: Fetch;
  /** Of a third party: its hosts, as the register of processors names them. No other is asked. */
  hosts?: readonly string[];
  /** Whom it reaches: compared with the policy. Mail to one's own account about that account names nobody here. */
  recipients?: readonly string[];
  /** What it goes out through, such as an account at a network; without, its target. */
  channel?: string;
  /** What the contact must have agreed to. */
  consent?: "messages" | "marketing";
  /** What a person reads of it: the guardrail looks at that. `replace` puts back what the guardrail changed. */
  texts?: readonly string[];
  replace?(texts: readonly string[]): C;
};

/** The thing it would go to, or is about, is not there any more, or does not want it. */
export type Dropped = { drop: string };

/** It may go, but not now. */
export type Held = { waitMs: number };

export type FailedTarget = { failures: number; failingSince: Date };

/** One kind of effect: how it is made, sent, and tried again. A module declares it, `app.ts` puts it with its integration. */
export type DeliveryKind<C = unknown> = {
  name: string;
  integration: DeliveryIntegration<C>;
  retry: RetryPolicy;
  /**
   * Tokens: of one target; of the channel it goes out through; of one recipient there, who is not to be flooded; of all that a
   * workspace sends of this kind. Without, nothing is counted.
   */
  limits?: { target?: Limit; channel?: Limit; pair?: Limit; tenant?: Limit };
  /** What is sent can be made again from what it is about, so nothing is kept of it. */
  compose(work: Work, delivery: OpenedDelivery): Promise<Composed<C> | Dropped | Held>;
  /** In the transaction that records a failed attempt. */
  onFailed?(
    work: Work,
    failed: { delivery: Delivery; failure: DeliveryFailure; target: FailedTarget | undefined },
  ): Promise<void>;
  /** In the transaction that ends it otherwise than well. */
  onGivenUp?(work: Work, delivery: Delivery, reason: string): Promise<void>;
  /**
   * Somebody waits for it: called after it has ended, however it did, for the delivery's row to be looked at. Whoever dies in
   * between leaves them to their own watch.
   */
  onEnded?(work: Work, delivery: Delivery): Promise<void>;
  /** Whoever asked for it acts on what it is told: what may have happened never ends as not having happened, a person has to find out. */
  keepsDoubt?: true;
  /** Says nothing to the outside when it fails: telling of it would go the same way. */
  silent?: true;
  /** What people have to be told even of an organization that is suspended. */
  evenIfSuspended?: true;
};

export type DeliveryKinds = ReadonlyMap<string, DeliveryKind>;

export const deliveryKindsPort = port<DeliveryKinds>("deliveries.kinds");

/** Forgets what a kind's content is like: whoever composes it also sends it. */
export const deliveryKind = <C>(kind: DeliveryKind<C>): DeliveryKind => kind;

/** @throws where no such kind is registered */
export function kindOf(work: Work, name: string): DeliveryKind {
  const kind = work.port(deliveryKindsPort).get(name);
  if (!kind) throw new Error(`no module declares the delivery kind ${name}`);
  return kind;
}
