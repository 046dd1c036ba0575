import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";

/** The servers at which people sign in, as far as connections have to know of them. */
export const serversPort = port<{
  /** Locks it until the transaction ends: what is removed at the same moment is removed after. */
  isThere(step: Work, server: string): Promise<boolean>;
}>("connections.servers");
