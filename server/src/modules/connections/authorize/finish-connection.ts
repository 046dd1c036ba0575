import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { ConnectorError, type Grant } from "../../../integrations/roles/connector.ts";
import { takePending } from "../../identities/public.ts";
import { apiOf, connectorsPort, findOffered, wayTo } from "../connectors-port.ts";
import { forgetUnkept } from "../disconnect/drop-connection.ts";
import { connectionErrors } from "../errors.ts";
import { serversPort } from "../servers-port.ts";
import { connectionOutput, presentConnection } from "../present-connection.ts";
import { abilitiesOf } from "../seal-grant.ts";
import type { Away } from "./begin-connection.ts";
import { keyOf } from "../find-connections.ts";
import { keepConnection } from "./keep-connection.ts";
import { requireShare } from "./require-share.ts";
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
  // Whether they may at all is decided before anything is asked outside.
  reachesOut: true,
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
  prepare: bringBack,
  async run(ctx, _input, { prepared }) {
    const allowed = prepared as Allowed;
    const { server } = allowed.away;
    if (server && !(await ctx.port(serversPort).isThere(ctx, server.id, server.typed))) {
      await forget(ctx, allowed.away, allowed.grant);
      throw connectionErrors.not_offered();
    }
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
  const offered = findOffered(ctx, away.service, away.server?.remote);
  if (!offered) throw connectionErrors.not_offered();
  if (away.owner === "workspace") await requireShare(ctx);
  await keyOf(ctx, away.owner); // without one nothing can be kept
  return allow(ctx, { away, offered }, { code, issuer: iss });
}

type Ready = { away: Away; offered: NonNullable<ReturnType<typeof findOffered>> };

/** What cannot be kept is not left lying at the other side. */
const forget = (ctx: Context, { owner, service, server }: Away, { accessToken, refreshToken }: Grant) =>
  forgetUnkept(ctx, {
    owner,
    service,
    server: server?.id ?? null,
    credential: { accessToken, refreshToken, ...(server && { remote: server.remote }) },
  });

/** A token, and the proof that it works. */
async function allow(
  ctx: Context,
  { away, offered }: Ready,
  brought: { code: string; issuer: string | undefined },
): Promise<Allowed> {
  const { connector } = offered;
  let given: Grant | undefined;
  try {
    const way = { ...brought, secrets: away.secrets, redirectUri: redirectUri(ctx), fetch: await wayTo(ctx, offered) };
    const grant = await ctx.port(connectorsPort).oauth.takeCode(offered, way);
    given = grant;
    const signal = AbortSignal.timeout(15_000);
    const account = await connector.identify(await apiOf(ctx, offered, { token: grant.accessToken, signal }));
    const abilities = abilitiesOf(connector, away.abilities, grant.scopes);
    const named = away.server ? `${away.server.name}, ${account}` : account;
    return { away, grant, account: named.slice(0, 300), abilities };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (given) await forget(ctx, away, given);
    if (error.failure === "unauthorized") throw connectionErrors.not_allowed();
    throw connectionErrors.service_failed({ reason: error.failure });
  }
}
