import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";

/** Whether a host is one of those named: exactly, or below a `*.` domain. */
export function isNamedHost(host: string, patterns: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return patterns.some((pattern) =>
    pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) && name.length > pattern.length - 1 : name === pattern,
  );
}

/**
 * A way out to one party only: an address whose host the party's entry does not name is refused before anything is
 * resolved, and told.
 */
export function keepToHosts(fetch: Fetch, hosts: readonly string[], onRefused: (host: string) => void): Fetch {
  return async (url, init) => {
    const host = URL.parse(url)?.hostname;
    if (host !== undefined && isNamedHost(host, hosts)) return fetch(url, init);
    onRefused(host ?? "");
    throw new ProviderError("egress.host_not_registered");
  };
}
