import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findConnections } from "./find-connections.ts";
import { connectionOutput, presentConnection } from "./present-connection.ts";
import { proveConnection } from "./use/use-connection.ts";

export const checkConnection = endpoint({
  method: "POST",
  path: "/connections/{connection_id}/check",
  summary: "Ask the service whether an account still works.",
  description: "It is asked whose the account is, and nothing of what is in it.",
  scope: "workspace",
  permission: "connections.write",
  purpose: "connections",
  rate: "expensive",
  reachesOut: true,
  input: z.strictObject({ connection_id: z.string() }),
  output: connectionOutput,
  audit: { action: "connection.checked", target: ({ id }) => id },
  async prepare(ctx, { connection_id }) {
    const [connection] = await findConnections(ctx, { id: connection_id });
    if (!connection) throw requestErrors.not_found();
    if (connection.credential) await proveConnection(ctx, connection);
  },
  async run(ctx, { connection_id }) {
    const [connection] = await findConnections(ctx, { id: connection_id });
    if (!connection) throw requestErrors.not_found();
    return presentConnection(connection);
  },
});
