import type { Work } from "../../framework/context.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import { keepToHosts } from "../processors/keep-to-hosts.ts";
import type { Composed } from "./kind.ts";

/** How an integration reaches the outside: a third party's only its own hosts, which the register names. */
export function wayOut(work: Work, { fetch, hosts }: Pick<Composed<unknown>, "fetch" | "hosts">): Fetch {
  if (!hosts) return fetch;
  return keepToHosts(fetch, hosts, () => work.log.error("a delivery's host is not in the register of processors"));
}
