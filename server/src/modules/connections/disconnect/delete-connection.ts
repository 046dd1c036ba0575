import * as z from "zod";
import { deliver } from "../../../egress/public.ts";
import { hourMs, later } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { connectionEnded } from "../use/end-connection.ts";
import { type Connection, findConnections, tableOf } from "../find-connections.ts";

/** For so long the service is asked to forget the token; until then it lies sealed in the delivery that asks, and nowhere else. */
const revokeWithinMs = hourMs;

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
    const { id, owner, service } = connection;
    const gone = await ctx.db.query(
      `delete from ${tableOf[owner].name} where workspace_id = $1 and id = $2 returning id`,
      [ctx.scope.workspaceId, id],
    );
    if (gone.length === 0) throw requestErrors.not_found();
    await ctx.emit(connectionEnded, { connection_id: id, service, reason: "connections.disconnected" });
    return { id, revocation: await askToForget(ctx, connection) };
  },
});

async function askToForget(
  ctx: Context<"workspace">,
  { id, owner, service, credential }: Connection,
): Promise<string | null> {
  if (!credential) return null;
  const { userId } = ctx.scope;
  // Where there is one, the longer-lived token stands for the whole grant.
  const token = service === "google" ? (credential.refreshToken ?? credential.accessToken) : credential.accessToken;
  const { id: delivery } = await deliver(ctx, {
    kind: "connection_revocation",
    operationKey: id,
    target: service,
    about: id,
    ...(owner === "person" ? { userId } : {}),
    payload: { service, token },
    expiresAt: later(ctx.at, revokeWithinMs),
  });
  return delivery;
}
