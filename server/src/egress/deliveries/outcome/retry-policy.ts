import { hourMs, minuteMs, secondMs } from "../../../framework/clock.ts";
import type { DeliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";

/** Waits between attempts; after the last one comes no other. */
export type RetryPolicy = {
  waitsMs: readonly number[];
  /** Longest that a receiver's `Retry-After` is followed. */
  retryAfterMostMs: number;
};

/** The schedule that Standard Webhooks recommends: ten attempts over three days. */
export const standardWebhooksPolicy: RetryPolicy = {
  waitsMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  retryAfterMostMs: 24 * hourMs,
};

/** Up to a fifth longer than said, so that what failed together does not come back together. */
const jitter = 0.2;

/**
 * How long to wait after the attempt of this number, or nothing where there is no further one. A receiver that says when it
 * wants to be asked is asked then or later, never earlier.
 */
export function waitAfter(
  policy: RetryPolicy,
  attempt: number,
  failure: Pick<DeliveryFailure, "retryable" | "retryAfterMs">,
  random: () => number,
): number | undefined {
  const scheduled = policy.waitsMs[attempt - 1];
  if (scheduled === undefined || !failure.retryable) return undefined;
  const asked = Math.min(failure.retryAfterMs ?? 0, policy.retryAfterMostMs);
  return Math.round(Math.max(scheduled, asked) * (1 + jitter * random()));
}
