import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import type { PersonWithOrganization } from "../people.ts";
import type { World } from "../world.ts";

/** Where ways out are tried that need a deployment around them. */
export type Ground = { world: World; ada: PersonWithOrganization };

/** One thing that a kind of delivery does, and how to try it against another side that misbehaves. */
export type Way = {
  kind: string;
  /** What it does, where its kind does several things. */
  what?: string;
  open(integration: DeliveryIntegration, ground: Ground): Promise<DeliveryUnderTest<unknown>>;
};

type Opened<C> = {
  kind: string;
  what?: string;
  open(integration: DeliveryIntegration<C>, ground: Ground): Promise<DeliveryUnderTest<C>>;
};

/** Forgets what a kind's content is like, as its declaration does. */
export const wayOut = <C>(way: Opened<C>): Way => way;
