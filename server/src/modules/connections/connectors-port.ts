import { keepToHosts, registerPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import {
  type Api,
  type Connector,
  ConnectorError,
  type OauthFlow,
  type Registered,
  type ServiceName,
} from "../../integrations/roles/connector.ts";
import type { Fetch } from "../../integrations/roles/fetch.ts";

/** The services that can be connected, and the way out to them. */
export const connectorsPort = port<{ connectors: readonly Connector[]; oauth: OauthFlow; fetch: Fetch }>("connectors");

/** A service that the operator registered a client with. */
export function findOffered(work: Work, name: ServiceName): Registered | undefined {
  const connector = work.port(connectorsPort).connectors.find((one) => one.name === name);
  const client = work.deployment.connectors?.[name];
  return connector && client && { connector, client };
}

/** The way to a service's own hosts, as the register of processors names them, and to no other. */
export async function wayTo(work: Work, { connector, client }: Registered): Promise<Fetch> {
  const { fetch } = work.port(connectorsPort);
  const hosts = client.url ? [new URL(client.url).hostname] : await hostsOf(work, connector);
  return keepToHosts(fetch, hosts, () => work.log.error({ service: connector.name }, "a host is not in the register"));
}

async function hostsOf(work: Work, { processor }: Connector): Promise<readonly string[]> {
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
