import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";

/** The client that somebody typed for a server, if any. */
export type TypedClient = { id: string; secret: string | null } | null;

/** The servers at which people sign in, as far as connections have to know of them. */
export const serversPort = port<{
  /** Whether it is, with the same client still. Locks it until the transaction ends: what is removed or changed at the same moment is so after. */
  isThere(step: Work, server: string, typed: TypedClient): Promise<boolean>;
}>("connections.servers");
