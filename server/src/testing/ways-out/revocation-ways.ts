import { type Api, type ConnectedName, connectedNames, type Registered } from "../../integrations/roles/connector.ts";
import { describeRemote } from "../../integrations/oauth/described/describe-remote.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryUnderTest } from "../../integrations/roles/deliveries/delivery.contract.ts";
import { openService, serviceClient } from "../stand-ins/open-services.ts";
import { holdFetch } from "./fetch-by-hand.ts";
import { obstructService } from "./obstruct-service.ts";
import { connectors, serviceSeeds } from "./service-seeds.ts";
import { wayOut } from "./way.ts";

type Content = Registered & { api: Api };

const signal = new AbortController().signal;

/** A server that described itself, and names the same address for it as a service has. */
function describeAt(url: string): Registered {
  const { clientId: id, clientSecret: secret } = serviceClient;
  const ends = { authorize: `${url}/authorize`, token: `${url}/oauth2/token`, revoke: `${url}/oauth2/revoke` };
  return describeRemote({
    url,
    resource: url,
    issuer: url,
    saysIssuer: false,
    ...ends,
    client: { id, secret, by: "basic" },
  });
}

async function openRevocation(
  integration: DeliveryIntegration<Content>,
  name: ConnectedName,
): Promise<DeliveryUnderTest<Content>> {
  const standsIn = name === "mcp" ? "google" : name;
  const service = await openService(standsIn, serviceSeeds[standsIn]);
  const { fetch, leave, shuffle } = holdFetch();
  const obstruct = obstructService(service, ({ method }) => method !== "GET");
  const client = { ...serviceClient, url: service.url };
  const asked = name === "mcp" ? describeAt(service.url) : { connector: connectors[name], client };
  let number = 0;
  return {
    integration,
    fetch,
    content: () => ({
      ...asked,
      api: { base: asked.connector.api(service.url), token: `a-token-to-forget-${++number}`, fetch, signal },
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

export const revocationWays = connectedNames.map((what) =>
  wayOut<Content>({
    kind: "connection_revocation",
    what,
    open: (integration) => openRevocation(integration, what),
  }),
);
