import { type DeliveryKind, deliveryKind } from "../../../server/src/egress/public.ts";
import { outwardFetch } from "../../../server/src/egress/outward/outward.ts";
import { minuteMs, secondMs } from "../../../server/src/framework/clock.ts";
import type {
  Confirmation,
  DeliveryCall,
  DeliveryIntegration,
  DeliveryProfile,
  DeliveryRequest,
  SendResult,
} from "../../../server/src/integrations/roles/deliveries/delivery.ts";
import {
  deliveryFailure,
  fromOutwardFailure,
} from "../../../server/src/integrations/roles/deliveries/delivery-failure.ts";

type Effect = { text: string };

/** Nobody waits hours for a test. */
export const hastyPolicy = { waitsMs: [500, 1000, ...Array<number>(30).fill(2000)], retryAfterMostMs: 2000 };

const sendWithinMs = 1500;
/** One can be asked what it did, the other knows an effect again by its key. */
const profiles = {
  asked: {
    repeat: "read_back",
    canRetract: false,
    sendWithinMs,
    confirmAfterMs: secondMs,
    confirmWithinMs: 30 * minuteMs,
  },
  keyed: { repeat: "idempotent", canRetract: false, sendWithinMs },
} satisfies Record<string, DeliveryProfile>;

type EffectKind = keyof typeof profiles;
const declared = Object.keys(profiles) as EffectKind[];
/** What is asked for in batches: both, and mails, which nobody can be asked about. */
export const effectKinds = [...declared, "mail"] as const;

export function declareEffectKinds(otherSide: string): DeliveryKind[] {
  const fetch = outwardFetch({ allowLoopback: true, idleTimeoutMs: 10 * secondMs });
  return declared.map((name) =>
    deliveryKind<Effect>({
      name,
      integration: integrate(name, `${otherSide}/${name}`),
      retry: hastyPolicy,
      compose: (_, { payload }) => Promise.resolve({ content: { text: String(payload?.["text"]) }, fetch }),
    }),
  );
}

function integrate(name: EffectKind, url: string): DeliveryIntegration<Effect> {
  const profile: DeliveryProfile = profiles[name];
  return {
    name,
    profile,
    send: (request, call) => send(url, request, call),
    ...(profile.repeat === "read_back" ? { confirm: ({ key }, call) => confirm(url, key, call) } : {}),
    checkHealth: (_, { at }) => Promise.resolve({ state: "working", at }),
  };
}

async function send(
  url: string,
  { key, content }: DeliveryRequest<Effect>,
  { fetch, signal }: DeliveryCall,
): Promise<SendResult> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  try {
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ key, ...content }), signal });
    const { status } = answer;
    const said = await answer.text();
    if (answer.ok) return { outcome: "accepted", remoteId: said, status, trace: {} };
    if (status === 422)
      return { outcome: "failed", failure: deliveryFailure("delivery.content_refused", { status }), trace: {} };
    // Any other error says nothing about whether it happened.
    const failure = deliveryFailure("delivery.answered_error", { status, mayHaveHappened: true });
    return { outcome: "failed", failure, trace: {} };
  } catch (error) {
    return { outcome: "failed", failure: fromOutwardFailure(error), trace: {} };
  }
}

async function confirm(url: string, key: string, { fetch, signal }: DeliveryCall): Promise<Confirmation> {
  try {
    const answer = await fetch(`${url}?key=${key}`, { signal });
    return answer.ok ? (JSON.parse(await answer.text()) as Confirmation) : { happened: "unknown" };
  } catch {
    return { happened: "unknown" }; // it did not say
  }
}
