import { composeApp } from "../../../server/src/app.ts";
import { type DeliveryKind, deliveryKindsPort } from "../../../server/src/egress/public.ts";
import { secondMs } from "../../../server/src/framework/clock.ts";
import type { AnyEndpoint } from "../../../server/src/framework/endpoint.ts";
import { fill, filledPort } from "../../../server/src/framework/ports.ts";
import { askForEffects, reportEffect } from "./effect-endpoints.ts";
import { declareEffectKinds, hastyPolicy } from "./effect-kinds.ts";

const plenty = { perMinute: 10_000_000, burst: 10_000_000 };
const webhookWithinMs = 2 * secondMs;

/** The server as it is, with kinds of effects that go to the other side of this test, and webhooks that are tried again soon. */
export const composeWithEffects =
  (otherSide: string): typeof composeApp =>
  (around, replaced) => {
    const app = composeApp(around, {
      ...replaced,
      limits: { ordinary: plenty, expensive: plenty, credentials: plenty },
    });
    const shipped = filledPort(app.ports, deliveryKindsPort);
    const kinds = [...[...shipped.values()].map(hasten), ...declareEffectKinds(otherSide)];
    const endpoints: AnyEndpoint[] = [...app.endpoints, askForEffects, reportEffect] as AnyEndpoint[];
    const filling = fill(deliveryKindsPort, new Map(kinds.map((kind) => [kind.name, kind])));
    return Object.assign(app, { endpoints, ports: new Map([...app.ports, filling]) });
  };

function hasten(kind: DeliveryKind): DeliveryKind {
  const profile = { ...kind.integration.profile, sendWithinMs: webhookWithinMs };
  return { ...kind, retry: hastyPolicy, integration: { ...kind.integration, profile } };
}
