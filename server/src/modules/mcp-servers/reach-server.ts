import type { Work } from "../../framework/context.ts";
import { ConnectorError } from "../../integrations/roles/connector.ts";
import type { OpenServer } from "../../integrations/roles/tool-server.ts";
import { findLack, useConnection } from "../connections/public.ts";
import type { McpServer } from "./find-servers.ts";
import { withServer } from "./mcp-port.ts";

/** How one use of a server ended. */
export type Reached<T> =
  | { state: "answered"; value: T }
  | { state: "needs_connection"; connection: string; sentence: string }
  | { state: "failed"; error: ConnectorError };

const needOf = ({ id }: McpServer) => ({ service: "mcp", ability: "use", server: id }) as const;
const signInSentence = ({ name }: McpServer) => `Somebody has to sign in at the server ${name} first.`;

type Asking<T> = { signal: AbortSignal; ask(opened: OpenServer): Promise<T> };

/**
 * Asks a kept server with what lets this work's person in: its secret, or what they signed in with themselves, or somebody for the
 * workspace. Another person's sign-in is not among what can be seen here.
 */
export async function reachServer<T>(work: Work, server: McpServer, { signal, ask }: Asking<T>): Promise<Reached<T>> {
  if (server.sign_in === "none") return reachBySecret(work, server, { signal, ask });
  const { url } = server;
  const used = await useConnection(work, {
    need: needOf(server),
    signal,
    ask: ({ token }) =>
      withServer(work, { url, secret: { header: "Authorization", value: `Bearer ${token}` } }, signal, ask),
  });
  if (used.state === "needs_connection") return { ...used, sentence: signInSentence(server) };
  return used.state === "failed" ? { state: "failed", error: used.failure } : { state: "answered", value: used.value };
}

async function reachBySecret<T>(work: Work, server: McpServer, { signal, ask }: Asking<T>): Promise<Reached<T>> {
  try {
    return { state: "answered", value: await withServer(work, server, signal, ask) };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { state: "failed", error };
  }
}

/** Who has to sign in before a server can be asked; nothing where it could be tried. */
export async function findSignInLack(work: Work, server: McpServer) {
  const lack = server.sign_in === "none" ? undefined : await findLack(work, needOf(server));
  return lack && { ...lack, sentence: signInSentence(server) };
}
