import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { serviceNames } from "../../integrations/roles/connector.ts";
import { connectorsPort } from "../connections/public.ts";
import type { StartingPoint } from "./starting-point.ts";

export const needKinds = ["account", "collection", "addresses", "memory"] as const;

export const need = z.object({
  kind: z.enum(needKinds),
  says: z.string().describe("In words for people."),
  service: z.enum(serviceNames).nullable().describe("Of an account: at which service."),
  abilities: z.array(z.object({ name: z.string(), says: z.string() })).describe("Of an account: what it is used for."),
  is_offered: z.boolean().describe("Of an account: the operator registered this deployment with the service."),
});
type Need = z.output<typeof need>;

/** What somebody gives an agent of this kind before it can do all it is for. */
export function tellNeeds(work: Work, { asks, agent }: StartingPoint): Need[] {
  const uses = (name: string) => agent.settings.tools.some((tool) => tool.name === name);
  const plain = { service: null, abilities: [], is_offered: true };
  const accounts = Object.entries(asks).flatMap(([name, abilities]) => tellAccount(work, name, abilities));
  return [
    ...accounts,
    ...(uses("search_knowledge")
      ? [{ ...plain, kind: "collection" as const, says: "A collection of documents that it looks things up in" }]
      : []),
    ...(uses("read_url") ? [{ ...plain, kind: "addresses" as const, says: "Web addresses that it may read" }] : []),
    ...(agent.settings.memory?.enabled
      ? [{ ...plain, kind: "memory" as const, says: "Your word that agents may remember what you tell them" }]
      : []),
  ];
}

function tellAccount(work: Work, name: string, asked: readonly string[]): Need[] {
  const connector = work.port(connectorsPort).connectors.find((one) => one.name === name);
  if (!connector) return [];
  const abilities = asked.map((ability) => ({ name: ability, says: connector.abilities[ability]?.says ?? ability }));
  const says = `An account of ${connector.title} that ${abilities.map((one) => one.says).join(", and ")}`;
  const is_offered = work.deployment.connectors?.[connector.name] !== undefined;
  return [{ kind: "account", says, service: connector.name, abilities, is_offered }];
}
