import {
  type Api,
  type Connector,
  type OauthClient,
  type ServiceName,
  serviceNames,
} from "../../integrations/roles/connector.ts";
import type { DeliveryIntegration } from "../../integrations/roles/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/delivery.contract.ts";
import { openService, serviceClient } from "../open-services.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { obstructService } from "./obstruct-service.ts";
import { connectors, serviceSeeds } from "./service-seeds.ts";
import { wayOut } from "./way.ts";

type Content = { connector: Connector; client: OauthClient; api: Api };

const signal = new AbortController().signal;

async function openRevocation(
  integration: DeliveryIntegration<Content>,
  name: ServiceName,
): Promise<DeliveryUnderTest<Content>> {
  const service = await openService(name, serviceSeeds[name]);
  const { fetch, leave, shuffle } = holdFetch();
  const obstruct = obstructService(service, ({ method }) => method !== "GET");
  const connector = connectors[name];
  let number = 0;
  return {
    integration,
    fetch,
    content: () => ({
      connector,
      client: { ...serviceClient, url: service.url },
      api: { base: connector.api(service.url), token: `a-token-to-forget-${++number}`, fetch, signal },
    }),
    obstruct(obstacle) {
      if (obstacle === "unreachable") leave();
      else if (obstacle === "shuffle") shuffle();
      else obstruct(obstacle);
      return undefined;
    },
    // Forgetting a second time is no second effect.
    never: ["twice"],
    count: ({ content: { api } }) => Number(service.void.has(api.token)),
    secrets: ["a-token-to-forget", serviceClient.clientSecret],
    close: async () => {
      await fetch.close();
      await service.close();
    },
  };
}

export const revocationWays = serviceNames.map((what) =>
  wayOut<Content>({
    kind: "connection_revocation",
    what,
    open: (integration) => openRevocation(integration, what),
  }),
);
