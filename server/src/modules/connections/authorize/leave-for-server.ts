import type { Context } from "../../../framework/context.ts";
import type { RemoteProvider } from "../../../integrations/roles/sign-in.ts";
import { keepPending } from "../../identities/public.ts";
import { connectorsPort } from "../connectors-port.ts";
import type { Owner } from "../find-connections.ts";
import type { Away } from "./begin-connection.ts";
import type { TypedClient } from "../servers-port.ts";
import { redirectUri } from "./redirect-uri.ts";

export type Leaving = {
  id: string;
  name: string;
  owner: Owner;
  remote: RemoteProvider;
  typed: TypedClient;
  scopes: readonly string[];
};

/** Where a person signs in at a server that described itself. They come back to where those of services do. */
export async function leaveForServer(
  ctx: Context<"workspace">,
  { id, name, owner, remote, typed, scopes }: Leaving,
): Promise<string> {
  const { oauth, remote: remotes } = ctx.port(connectorsPort);
  const secrets = oauth.newSecrets();
  const { userId, workspaceId } = ctx.scope;
  const server = { id, name, remote, typed };
  const away: Away = { secrets, service: "mcp", server, abilities: ["use"], owner, userId, workspaceId };
  await keepPending(ctx, secrets.state, away);
  return oauth.leave(remotes.describe(remote), { secrets, scopes, redirectUri: redirectUri(ctx) });
}
