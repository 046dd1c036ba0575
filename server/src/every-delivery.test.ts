import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveryKindsPort } from "./egress/deliveries/kind.ts";
import { filledPort } from "./framework/ports.ts";
import type { DeliveryIntegration } from "./integrations/roles/deliveries/delivery.ts";
import { describeDelivery } from "./integrations/roles/deliveries/delivery.contract.ts";
import { connectorsPort } from "./modules/connections/connectors-port.ts";
import { connectorWrites } from "./modules/connections/public.ts";
import { signUp, withOrganization } from "./testing/people.ts";
import { connectorWays, triedWrites } from "./testing/ways-out/connector-ways.ts";
import { mailWays } from "./testing/ways-out/mail-way.ts";
import { mcpWays } from "./testing/ways-out/mcp-ways.ts";
import { requestWays } from "./testing/ways-out/request-ways.ts";
import { revocationWays } from "./testing/ways-out/revocation-ways.ts";
import type { Ground, Way } from "./testing/ways-out/way.ts";
import { statusWays } from "./testing/ways-out/status-way.ts";
import { webhookWays } from "./testing/ways-out/webhook-way.ts";
import { openWorld, withoutLimits } from "./testing/world.ts";

/** Every kind of delivery, and each thing it does: what a new one is added to. */
const ways: readonly Way[] = [
  ...webhookWays,
  ...mailWays,
  ...requestWays,
  ...revocationWays,
  ...statusWays,
  ...connectorWays,
  ...mcpWays,
];

let ground: Ground;
beforeAll(async () => {
  const world = await openWorld({ replace: withoutLimits });
  ground = { world, ada: await withOrganization(await signUp(world, "Ada")) };
});
afterAll(() => ground.world.close());

const kinds = () => filledPort(ground.world.app.ports, deliveryKindsPort);

/** As the deployment itself sends with it. */
function integrationOf(kind: string): DeliveryIntegration {
  const found = kinds().get(kind);
  if (!found) throw new Error(`nothing of the kind ${kind} leaves`);
  return found.integration;
}

test("whatever leaves is of a kind that is held to the contract of ways out below", () => {
  expect(new Set(ways.map(({ kind }) => kind))).toEqual(new Set(kinds().keys()));
});

test("whatever an agent can change in somebody's account is held to it, service by service and write by write", () => {
  const { connectors } = filledPort(ground.world.app.ports, connectorsPort);
  const writes = connectors.flatMap(({ name, writes: all }) => Object.keys(all).map((write) => `${name}.${write}`));
  expect(Object.keys(triedWrites).toSorted()).toEqual(writes.toSorted());
  const offered = connectorWrites.map(({ need, effect }) => `${need.service}.${effect.operation}`);
  expect(new Set(offered)).toEqual(new Set(writes));
});

test("whatever leaves has words on the screen, and can be looked for there by its kind", () => {
  const words = readFileSync(new URL("../../web/src/features/deliveries/states.ts", import.meta.url), "utf8");
  expect([...kinds().keys()].filter((kind) => !words.includes(`"${kind}"`))).toEqual([]);
});

for (const { kind, what, open } of ways)
  describeDelivery(what === undefined ? kind : `${kind}: ${what}`, () => open(integrationOf(kind), ground));
