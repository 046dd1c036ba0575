import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { Refusal } from "../../../framework/errors.ts";
import { ConnectorError, type Grant } from "../../../integrations/roles/connector.ts";
import { takePending } from "../../identities/public.ts";
import { apiOf, connectorsPort, findOffered, wayTo } from "../connectors-port.ts";
import { connectionErrors } from "../errors.ts";
import { serversPort } from "../servers-port.ts";
import { connectionOutput, presentConnection } from "../present-connection.ts";
import { abilitiesOf } from "../seal-grant.ts";
import type { Away } from "./begin-connection.ts";
import { keepConnection } from "./keep-connection.ts";
import { redirectUri } from "./redirect-uri.ts";

/** What came of it, with the account that it opens. */
export type Allowed = { away: Away; grant: Grant; account: string; abilities: string[] };

/** What was kept cannot be given out. */
const refusals = {
  state_unknown: () => connectionErrors.state_unknown(),
  state_spent: () => connectionErrors.state_spent(),
  state_expired: () => connectionErrors.state_expired(),
  browser_changed: () => connectionErrors.browser_changed(),
};

export const finishConnection = endpoint({
  method: "POST",
  path: "/connections/finish",
  summary: "Connect the account that the service sent the browser back with.",
  description: "Runs that waited for it go on by themselves.",
  scope: "workspace",
  permission: "connections.write",
  purpose: "connections",
  rate: "expensive",
  status: 201,
  input: z.strictObject({
    code: z.string().min(1).max(4000),
    state: z.string().min(1).max(500),
    iss: z.string().max(2000).optional().describe("Who answered, where the browser was sent back with it."),
  }),
  output: connectionOutput,
  refusals: [
    connectionErrors.state_unknown,
    connectionErrors.state_spent,
    connectionErrors.state_expired,
    connectionErrors.browser_changed,
    connectionErrors.not_offered,
    connectionErrors.not_allowed,
    connectionErrors.service_failed,
  ],
  audit: { action: "connection.connected", target: ({ id }) => id },
  // What is refused here is told only to who may do it: that is decided in the transaction.
  prepare: (ctx, asked): Promise<Allowed | Refusal> =>
    bringBack(ctx, asked).catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    }),
  async run(ctx, _input, { prepared }) {
    if (prepared instanceof Refusal) throw prepared;
    const allowed = prepared as Allowed;
    const { server } = allowed.away;
    if (server && !(await ctx.port(serversPort).isThere(ctx, server.id))) throw connectionErrors.not_offered();
    return presentConnection(await keepConnection(ctx, allowed));
  },
});

async function bringBack(
  ctx: Context<"workspace">,
  { code, state, iss }: { code: string; state: string; iss?: string | undefined },
): Promise<Allowed> {
  const away = await takePending<Away>(ctx, state, refusals);
  const { userId, workspaceId } = ctx.scope;
  if (away.userId !== userId || away.workspaceId !== workspaceId) throw connectionErrors.browser_changed();
  return allow(ctx, away, { code, issuer: iss });
}

/** A token, and the proof that it works. */
async function allow(
  ctx: Context,
  away: Away,
  brought: { code: string; issuer: string | undefined },
): Promise<Allowed> {
  const offered = findOffered(ctx, away.service, away.server?.remote);
  if (!offered) throw connectionErrors.not_offered();
  const { connector } = offered;
  try {
    const way = { ...brought, secrets: away.secrets, redirectUri: redirectUri(ctx), fetch: await wayTo(ctx, offered) };
    const grant = await ctx.port(connectorsPort).oauth.takeCode(offered, way);
    const signal = AbortSignal.timeout(15_000);
    const account = await connector.identify(await apiOf(ctx, offered, { token: grant.accessToken, signal }));
    const abilities = abilitiesOf(connector, away.abilities, grant.scopes);
    const named = away.server ? `${away.server.name}, ${account}` : account;
    return { away, grant, account: named.slice(0, 300), abilities };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.failure === "unauthorized") throw connectionErrors.not_allowed();
    throw connectionErrors.service_failed({ reason: error.failure });
  }
}
