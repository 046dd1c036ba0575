import {
  type Composed,
  type Delivery,
  type DeliveryKind,
  deliveryKind,
  type Dropped,
  type Held,
  type RetryPolicy,
} from "../../egress/public.ts";
import { minuteMs, secondMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import type { DeliveryIntegration, DeliveryRequest } from "../../integrations/roles/deliveries/delivery.ts";
import { callsPort, type SentCall } from "./calls-port.ts";

/** Somebody waits for it: over about ten minutes. */
const toolPolicy: RetryPolicy = {
  waitsMs: [2 * secondMs, 10 * secondMs, 30 * secondMs, 2 * minuteMs, 5 * minuteMs],
  retryAfterMostMs: 5 * minuteMs,
};

type Declared<C> = {
  name: string;
  integration: DeliveryIntegration<C>;
  limits?: DeliveryKind["limits"];
  onFailed?: DeliveryKind["onFailed"];
  /** What is sent for a call, as things are at this moment. */
  compose(work: Work, call: SentCall, delivery: Delivery): Promise<Composed<C> | Dropped | Held>;
};

/** How the writes of a tool leave: a delivery like any other, whose run goes on once it has ended. */
export function declareToolKind<C extends object>({
  name,
  integration,
  limits,
  onFailed,
  compose,
}: Declared<C>): DeliveryKind {
  return deliveryKind<C & { sandbox?: boolean }>({
    name,
    integration: acceptSandbox(integration),
    retry: toolPolicy,
    ...(limits && { limits }),
    ...(onFailed && { onFailed }),
    async compose(work, delivery) {
      const call = await work.port(callsPort).read(work, delivery as never);
      if (!call) return { drop: "tools.call_gone" };
      const composed = await compose(work, call, delivery as never);
      if (!("content" in composed) || !call.sandbox) return composed;
      const { replace } = composed;
      return {
        ...composed,
        content: { ...composed.content, sandbox: true },
        ...(replace && { replace: (texts: readonly string[]) => ({ ...replace(texts), sandbox: true }) }),
      };
    },
    keepsDoubt: true,
    onEnded: (work, delivery) => work.port(callsPort).wake(work, delivery),
  });
}

/** What the sandbox asked for is taken, and goes nowhere. */
function acceptSandbox<C>(integration: DeliveryIntegration<C>): DeliveryIntegration<C & { sandbox?: boolean }> {
  return {
    ...integration,
    send: (request: DeliveryRequest<C & { sandbox?: boolean }>, call) =>
      request.content.sandbox
        ? Promise.resolve({ outcome: "accepted" as const, remoteId: "sandbox", trace: {} })
        : integration.send(request, call),
  };
}
