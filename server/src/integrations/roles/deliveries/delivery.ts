import type { DeliveryFailure } from "./delivery-failure.ts";
import type { Fetch } from "../calls/fetch.ts";

/**
 * What may be done when nobody knows whether an effect happened.
 * `idempotent`: the other side takes a key and does the same thing once. `recognised`: the receiver is told an id by which it
 * drops what it already has. `read_back`: the other side can be asked. `never`: only a person can find out.
 */
export type Repeat = "idempotent" | "recognised" | "read_back" | "never";

/** What a way out can do, as facts that code and screens go by. */
export type DeliveryProfile = {
  repeat: Repeat;
  canRetract: boolean;
  /** Longest that one attempt may take. */
  sendWithinMs: number;
  /** How long after an attempt the other side can be trusted to know of it. */
  confirmAfterMs?: number;
  /** For how long it is asked; after that a person has to decide. */
  confirmWithinMs?: number;
  /** For how long the other side remembers a key; later it would do the thing again. */
  idempotentForMs?: number;
};

/** What an attempt works with. */
export type DeliveryCall = { fetch: Fetch; signal: AbortSignal; at: Date };

/** One effect. `key` is the same at every attempt, and different for every effect. */
export type DeliveryRequest<C = unknown> = { key: string; attempt: number; content: C };

/** What went over the wire, for whoever looks into it: without credentials, cut to a readable length, kept sealed. */
export type DeliveryTrace = {
  request?: { method?: string; address?: string; headers?: Record<string, string>; body?: string };
  response?: { status?: number; headers?: Record<string, string>; body?: string };
  /** From the beginning of the attempt to the head of the answer, and to its end. */
  headMs?: number;
  totalMs?: number;
};

export type SendResult =
  | { outcome: "accepted"; remoteId?: string; status?: number; trace: DeliveryTrace }
  | { outcome: "failed"; failure: DeliveryFailure; trace: DeliveryTrace };

/** What the other side says of an effect. `unknown`: it cannot tell, or not yet. */
export type Confirmation = { happened: true; remoteId?: string } | { happened: false } | { happened: "unknown" };

export type Retraction = { outcome: "retracted" | "gone" } | { outcome: "failed"; failure: DeliveryFailure };

/** `at`: when the other side last proved that it is there and takes what it is sent. */
export type DeliveryHealth = { state: "working"; at: Date } | { state: "failing"; failure: DeliveryFailure; at: Date };

/**
 * A way out of Avow. None of these throws for what the other side does, nor waits longer than its signal; `roles/deliveries/delivery.contract.ts`
 * is what each has to keep.
 */
export interface DeliveryIntegration<C = unknown> {
  readonly name: string;
  readonly profile: DeliveryProfile;
  send(request: DeliveryRequest<C>, call: DeliveryCall): Promise<SendResult>;
  /** Asks whether the effect of this key happened. There where the profile says `read_back`. */
  confirm?(request: DeliveryRequest<C>, call: DeliveryCall): Promise<Confirmation>;
  /** Takes an effect back. There where the profile says so. */
  retract?(request: DeliveryRequest<C> & { remoteId: string }, call: DeliveryCall): Promise<Retraction>;
  /** A proof of life: something that only succeeds where the other side works. None where only the effect itself would show it. */
  checkHealth?(request: DeliveryRequest<C>, call: DeliveryCall): Promise<DeliveryHealth>;
}
