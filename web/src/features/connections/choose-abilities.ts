import type { Connection, Connector } from "./queries.ts";

interface Choosing {
  /** What is needed now; else all that only reads. */
  needed: readonly string[] | undefined;
  owner: Connection["owner"];
  connections: readonly Connection[];
}

/** What is proposed. A new connection takes the place of the one before, so it goes on to be good for what that was. */
export function chooseAbilities({ service, abilities }: Connector, { needed, owner, connections }: Choosing): string[] {
  const before = connections.filter((one) => one.service === service && one.owner === owner && one.state !== "ended");
  const held = new Set(before.flatMap((one) => one.abilities));
  const wanted = needed ?? abilities.flatMap(({ name }) => (name.endsWith(".read") ? [name] : []));
  return abilities.flatMap(({ name }) => (held.has(name) || wanted.includes(name) ? [name] : []));
}
