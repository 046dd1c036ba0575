import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { findConnections } from "../find-connections.ts";
import { dropConnection } from "./drop-connection.ts";

export const deleteConnection = endpoint({
  method: "DELETE",
  path: "/connections/{connection_id}",
  summary: "Disconnect an account: its credential is destroyed at once, and the service is asked to forget it.",
  description:
    "`revocation` is the delivery that asks the service; whatever it answers, nothing here can use the account any more.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ connection_id }) => (connection_id.startsWith("wcn_") ? ["connections.share"] : []),
  purpose: "connections",
  status: 200,
  input: z.strictObject({ connection_id: z.string() }),
  output: z.object({ id: z.string(), revocation: z.string().nullable() }),
  audit: { action: "connection.ended", target: ({ id }) => id },
  async run(ctx, { connection_id }) {
    const [connection] = await findConnections(ctx, { id: connection_id });
    if (!connection) throw requestErrors.not_found();
    const dropped = await dropConnection(ctx, connection, "connections.disconnected");
    if (!dropped) throw requestErrors.not_found();
    return { id: connection.id, ...dropped };
  },
});
