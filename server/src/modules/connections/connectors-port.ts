import { keepToHosts, registerPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import {
  type Api,
  type ConnectedName,
  type Connector,
  ConnectorError,
  type OauthFlow,
  type Registered,
} from "../../integrations/roles/connector.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { RemoteProvider } from "../../integrations/roles/sign-in.ts";

/** The services that can be connected, and the way out to them. */
export const connectorsPort = port<{
  connectors: readonly Connector[];
  oauth: OauthFlow;
  fetch: Fetch;
  /** Servers that describe themselves, and the way out to them: public addresses only, small answers, no redirects. */
  remote: { describe(remote: RemoteProvider | undefined): Registered; fetch: Fetch };
}>("connectors");

/** A service that the operator registered a client with, or a server by what is kept of it. */
export function findOffered(work: Work, name: ConnectedName, remote?: RemoteProvider): Registered | undefined {
  if (name === "mcp") return work.port(connectorsPort).remote.describe(remote);
  const connector = work.port(connectorsPort).connectors.find((one) => one.name === name);
  const client = work.deployment.connectors?.[name];
  return connector && client && { connector, client };
}

/** The way to a service's own hosts, as the register of processors names them, and to no other; to any public one for a server. */
export async function wayTo(work: Work, { connector, client }: Registered): Promise<Fetch> {
  const { fetch, remote } = work.port(connectorsPort);
  if (connector.name === "mcp") return remote.fetch;
  const hosts = client.url ? [new URL(client.url).hostname] : await hostsOf(work, connector);
  return keepToHosts(fetch, hosts, () => work.log.error({ service: connector.name }, "a host is not in the register"));
}

async function hostsOf(work: Work, { processor }: Registered["connector"]): Promise<readonly string[]> {
  const entry = (await work.port(registerPort).read()).get(processor);
  // Whoever is struck off the register is sent nothing.
  if (!entry) throw new ConnectorError("unreachable");
  return entry.facts.hosts;
}

/** A service's API with a token. */
export async function apiOf(
  work: Work,
  offered: Registered,
  { token, signal, which }: { token: string; signal: AbortSignal; which?: string | undefined },
): Promise<Api> {
  const { connector, client } = offered;
  return { base: connector.api(client.url, which), token, signal, fetch: await wayTo(work, offered) };
}
